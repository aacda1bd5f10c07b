namespace LlmWiki.Evals;

/// <summary>How much is planted for each rule.</summary>
internal static class Figures
{
    public const int Defects = 48;
    public const int Decoys = 24;
}
