namespace LlmWiki.Text;

/// <summary>In what a <see cref="Place"/> counts.</summary>
public enum PlaceUnit
{
    Line,
    Page,
    Paragraph,
}

/// <summary>Where in a file a passage stands: lines, pages or paragraphs <paramref name="First"/> to <paramref name="Last"/>, from 1.</summary>
public readonly record struct Place(PlaceUnit Unit, int First, int Last);
