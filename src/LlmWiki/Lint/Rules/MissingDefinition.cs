using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

internal sealed class MissingDefinition(RuleInfo info) : PageRule(info)
{
    private const int Looked = 2;

    public override IEnumerable<Finding> Check(PageScan page)
    {
        var head = page.Outline.Head;
        if (head.Type is not ("concept" or "entity") || !string.IsNullOrWhiteSpace(head.Description))
        {
            yield break;
        }

        var sentences = page.Outline.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote))
            .SelectMany(text => Sentences.Split(text.Text).Select(sentence => text.Text[sentence.Start..sentence.End])).Take(Looked)
            .Select(sentence => $" {Tokens.NameKey(sentence)} ").ToList();
        var names = head.Aliases.Select(alias => alias.Text).Append(page.Outline.Title).SelectMany(Forms).Select(Tokens.NameKey).Where(key => key.Length > 0).ToList();
        if (sentences.Count > 0 && names.Count > 0 && !sentences.Exists(sentence => names.Exists(name => sentence.Contains($" {name} ", StringComparison.Ordinal))))
        {
            yield return AtTitle(page.Outline, $"the page has no description, and its first sentences do not name '{page.Outline.Title}'");
        }
    }

    /// <summary>"Rover (bicycle)" is called Rover in a sentence.</summary>
    private static IEnumerable<string> Forms(string name) => name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket ? [name, name[..bracket]] : [name];
}
