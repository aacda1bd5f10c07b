using LlmWiki.Cli.Commands;
using LlmWiki.Ingest;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Output;

/// <param name="Applied">Null where it was not carried out.</param>
internal sealed record RemovalOutcome(SourceRemoval Plan, bool DryRun, Applied? Applied);

/// <summary>Taking a source out of the wiki.</summary>
internal sealed partial class Printer
{
    /// <summary>All that a removal touches.</summary>
    public void BlastRadius(SourceRemoval removal)
    {
        Result($"taking {removal.Source} out of the wiki");
        Results("pages that go:", removal.Pages.Where(page => page.After is null).Select(page => Ink.Bad(page.Path.Value)));
        Results("pages that change:", removal.Pages.Where(page => page.After is not null).Select(page => Ink.Odd(page.Path.Value)));
        Results("statements that go, as they rest on it alone:", removal.Statements.Select(each => $"{each.Key}: {each.Value}"));
        Results("yours that cite it, and stay:", removal.Kept.Select(each => $"{each.Key}:{each.Value}"));
    }

    /// <summary>True only for a clear yes.</summary>
    public bool Ask(RelPath source)
    {
        around.Stderr.Write(Ink.Render($"take {source} out of the wiki? [y/N] ", _colorErr));
        return around.Stdin.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    public void Removed(RemovalOutcome outcome, Format format)
    {
        if (format == Format.Json)
        {
            Json(RemovalJson.Of(outcome), Shapes.RemovalJson);
        }
        else if (outcome.DryRun)
        {
            foreach (var page in outcome.Plan.Pages)
            {
                Exact(UnifiedDiff.Between(page.Path, page.Before, page.After));
            }

            Note("nothing was written (--dry-run)");
        }
        else if (outcome.Applied is not { Ok: false })
        {
            Result(outcome.Applied is null ? "nothing was changed" : $"done: no page of the tool cites {outcome.Plan.Source} any more");
        }

        if (outcome.Applied is { Ok: true })
        {
            Note($"the file in raw/ is still there; it is not read again until it changes or you type 'wiki ingest {Typed(outcome.Plan.Source.Value)}'");
            Hint("wiki undo brings the pages back");
        }
        else if (outcome.Applied is { } refused)
        {
            Error($"{Ink.Bad("wiki: error:")} pages were edited meanwhile, and nothing was changed:");
            Conflicts(refused.Conflicts);
            Hint("type it again");
        }
    }
}
