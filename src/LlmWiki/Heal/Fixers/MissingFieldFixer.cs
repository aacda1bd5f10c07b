using LlmWiki.Lint;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>missing-field: type by the folder, title by the heading, description by the first sentence that names the title.</summary>
internal sealed class MissingFieldFixer : Fixer
{
    private static readonly Dictionary<string, string> TypeOfFolder = new(StringComparer.Ordinal)
    {
        ["wiki/concepts"] = "concept",
        ["wiki/entities"] = "entity",
        ["wiki/sources"] = "source",
        ["wiki/answers"] = "answer",
    };

    public override IReadOnlyCollection<string> Rules => ["missing-field"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page)
        {
            return Proposal.None("the page is gone");
        }

        var (value, why) = finding.Kind switch
        {
            "no-type" => (TypeOf(page.Path), "the page is in no folder that says its type"),
            "no-title" => (page.Outline.FirstHeading?.Plain.Trim(), "there is no level-1 heading to take the title from"),
            "no-description" => (NamingSentence.FirstOf(page), "no sentence of the page names its title"),
            _ => (null, "nothing on the page says what the value is"),
        };
        if (value is null)
        {
            return Proposal.None(why);
        }

        var key = finding.Kind["no-".Length..];
        return HeadEdit.Set(view, page.Path, key, value, key switch { "title" => ["type"], "description" => ["title", "type"], _ => [] }) is { } edit
            ? new Fix(finding, FixTier.Safe, $"set '{key}' to '{Ellipsis.Cut(value, 60)}'", [edit])
            : Proposal.None("the front matter cannot be set key by key");
    }

    private static string? TypeOf(RelPath page)
    {
        var folder = TypeOfFolder.Keys.FirstOrDefault(folder => page.IsUnder(folder));
        return folder is null ? null : TypeOfFolder[folder];
    }
}
