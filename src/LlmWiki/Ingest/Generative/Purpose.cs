using System.Text.RegularExpressions;
using LlmWiki.Claims;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Generative;

/// <summary>What the configuration tells the model about the whole wiki.</summary>
internal static class Purpose
{
    private const int MostLetters = 600;

    public static string Lines(WikiConfig config)
    {
        var lines = new List<string>();
        if (config.Purpose is { } purpose)
        {
            lines.Add("The wiki: " + TopicPage.Shorten(purpose.ReplaceLineEndings(" "), MostLetters));
        }

        if (config.Language is { } language)
        {
            lines.Add($"Write in the language with the code \"{language}\".");
        }

        return string.Join('\n', lines);
    }
}

/// <summary>The name that a model gives to what a claim is about.</summary>
internal static partial class Topics
{
    /// <summary>The name, where its words stand in what the claim rests on and it names a thing; null leaves the choice to code.</summary>
    public static string? Checked(string topic, string claim, ClaimEvidence evidence)
    {
        var name = ClaimText.Clean(topic, "").Trim(' ', '.', ',', ':', ';', '"', '“', '”', '\'');
        var tokens = Tokens.Of(name);
        if (tokens.Count > 1 && tokens[0].Word is "the" or "a" or "an" or "der" or "die" or "das" or "le" or "la" or "les" or "el" or "los" or "las")
        {
            name = name[tokens[1].Start..];
        }

        var known = Tokens.Of(claim).Select(token => token.Key).ToHashSet();
        return NamePart.KeyOf(name).Length > 0 && !Language.IsGenericHeading(Aside().Replace(name, "")) && !Injection.IsMeantForModel(name)
            && Tokens.Of(name).TrueForAll(token => Language.IsStopAnywhere(token.Word) || known.Contains(token.Key) || evidence.HasName(token.Key) || evidence.Has(token.Key))
            ? name : null;
    }

    /// <summary>"(for the desk)": what a name has behind it.</summary>
    [GeneratedRegex(@"\s*\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();
}
