using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>bad-date: the ISO form of a date that can be read in one way only.</summary>
internal sealed class BadDateFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["bad-date"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file || Scalars(file.Head.MapOrEmpty).FirstOrDefault(each => each.Line == finding.Line && each.Column == finding.Column) is not { } scalar
            || HeadEdit.TokenOf(file.Text, scalar) is not { } token)
        {
            return Proposal.None("the place of the date is not sure");
        }

        return DateReader.Read(scalar.Text) is { } iso
            ? new Fix(finding, FixTier.Review, $"write the date as {iso}", [new TextEdit(finding.Path, token.Start, token.Length, token.Quote == '\0' ? iso : token.Quote + iso + token.Quote)])
            {
                // The link to a daily note is its date.
                Takes = scalar.Text.Contains("[[", StringComparison.Ordinal) ? Taking.Links : Taking.Nothing,
            }
            : Proposal.None("the value can be read as no day, or as more than one");
    }

    private static IEnumerable<YamlScalar> Scalars(YamlValue value) => value switch
    {
        YamlScalar scalar => [scalar],
        YamlList list => list.Items.SelectMany(Scalars),
        YamlMap map => map.Entries.SelectMany(entry => Scalars(entry.Value)),
        _ => [],
    };
}
