using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>The bytes that stand for a finding in the index.</summary>
internal static class FindingForm
{
    public static void Write(PackedWriter to, Finding finding)
    {
        to.Texts(finding.Rule, finding.Path.Value);
        to.Texts(finding.Message, finding.Kind);
        to.Text(finding.Hint);
        to.Numbers((int)finding.Severity, finding.Line, finding.Column, finding.Length);
        to.Each(finding.Evidence, evidence =>
        {
            to.Texts(evidence.Path.Value, evidence.Quote);
            to.Numbers(evidence.Line);
        });
    }

    public static Finding Read(PackedReader from)
    {
        var (rule, path, message, kind, hint) = (from.Text()!, from.Text()!, from.Text()!, from.Text()!, from.Text());
        return new Finding(rule, (Severity)from.Number(), new RelPath(path), from.Number(), from.Number(), message)
        {
            Kind = kind,
            Hint = hint,
            Length = from.Number(),
            Evidence = from.Each(() =>
            {
                var (place, quote) = (from.Text()!, from.Text()!);
                return new Evidence(new RelPath(place), from.Number(), quote);
            }),
        };
    }
}
