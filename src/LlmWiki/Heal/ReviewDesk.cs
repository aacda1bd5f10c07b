using System.Collections.Immutable;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>Where a person decides on fixes that wait. It is the only place where words of a person are changed.</summary>
public sealed class ReviewDesk(WikiFolder folder)
{
    /// <summary>
    /// Makes a fix. Where the words that it changes are not there any more nothing is written, and it leaves the queue: the next heal
    /// looks at the page anew.
    /// </summary>
    /// <returns>Null where it was not made for that reason.</returns>
    /// <exception cref="WikiException">Another process writes, or the disk refuses.</exception>
    public Applied? Accept(QueuedFix fix)
    {
        using var held = folder.Lock();
        var paths = fix.Edits.Select(edit => edit.Path).Concat(fix.Made.Select(page => page.Path)).Concat(fix.Removed.Select(page => page.Path));
        var files = paths.Select(path => new RelPath(path)).Distinct().Select(folder.ReadPage).OfType<WikiFile>().ToDictionary(file => file.Path, file => new SnapshotFile(file.Path, file.Text, file.Hash));
        var edits = QueuedPlace.Find(fix, path => files.GetValueOrDefault(path)?.Text);
        folder.Review.Remove(fix.Id);
        if (edits is null)
        {
            return null;
        }

        var changes = edits.GroupBy(edit => edit.Page).Select(page => new FileChange(page.Key, files[page.Key].Hash, EditedPage.Of(files[page.Key], page).Text));
        var made = fix.Made.Select(page => new FileChange(new RelPath(page.Path), null, page.Text));
        var removed = fix.Removed.Select(page => new RelPath(page.Path)).Select(path => new FileChange(path, files[path].Hash, null));
        var patch = new Patch("review", fix.Title, [.. changes, .. made, .. removed]) { Why = $"{fix.Rule} in {fix.Page}: {fix.Message}", By = fix.By ?? "code" };
        var applied = folder.Apply(patch);
        if (applied.Ok)
        {
            folder.Commit(patch);
        }

        return applied;
    }

    /// <exception cref="WikiException">The disk refuses.</exception>
    public void Reject(QueuedFix fix)
    {
        using var held = folder.Lock();
        folder.Review.Reject(fix);
    }
}
