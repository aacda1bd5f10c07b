using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>bad-front-matter: the one line that keeps the rest from being read, in quotes, closed, or indented as it must be.</summary>
internal sealed class FrontMatterFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["bad-front-matter"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the page is gone");
        }

        // YAML may name a line above or far below the mistake: an open quote runs on.
        var lines = new LineMap(file.Text);
        var all = Enumerable.Range(2, Math.Max(0, file.Head.Raw.Count(letter => letter == '\n') - 2));
        foreach (var line in all.OrderBy(line => Math.Abs(line - finding.Line)))
        {
            var start = lines.StartOf(line);
            var end = file.Text.IndexOf('\n', start) is >= 0 and var at ? at : file.Text.Length;
            var was = file.Text[start..end].TrimEnd('\r');
            foreach (var (now, how) in YamlRepair.Of(was, line > 2 ? LineBefore(file.Text, lines, line) : ""))
            {
                var edit = new TextEdit(file.Path, start, was.Length, now);
                if (Reads(file, edit))
                {
                    return new Fix(finding, FixTier.Review, how, [edit]) { Uncovers = true, Reason = "with this line changed all keys can be read" };
                }
            }
        }

        return Proposal.None("no change of one line makes it readable");
    }

    private static string LineBefore(string text, LineMap lines, int line) => text[lines.StartOf(line - 1)..lines.StartOf(line)].TrimEnd();

    /// <summary>Whether all can be read, and every line that looks like a key is one.</summary>
    private static bool Reads(SnapshotFile file, TextEdit edit)
    {
        var head = FrontMatter.Split(TextEdit.Apply(file.Text, [edit])).Head;
        return head.CanSet && head.Entries.Where(entry => entry.Key.Length > 0).Select(entry => entry.Key).SequenceEqual(file.Head.Entries.Where(entry => entry.Key.Length > 0).Select(entry => entry.Key));
    }
}
