using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace LlmWiki.Sources;

/// <summary>What a paragraph style means, whatever it is called in the language of the program that wrote it.</summary>
internal sealed record DocxStyle(string Name, string? BasedOn, int? Outline, bool IsList);

/// <summary>
/// The paragraph styles of a document. Built-in styles keep their English name in <c>w:name</c> in every language; own
/// styles inherit from the one they are based on.
/// </summary>
internal sealed class DocxStyles
{
    private const int MaxChain = 20;

    private readonly Dictionary<string, DocxStyle> _styles = [];

    public static DocxStyles Read(OpenXmlPart? part)
    {
        var styles = new DocxStyles();
        if (part is not null)
        {
            using var reader = DocxXml.Open(part);
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "style" })
                {
                    styles.Add(reader);
                }
            }
        }

        return styles;
    }

    /// <summary>1 to 6 where the style is a heading; null where it is none.</summary>
    public int? HeadingLevel(string? id)
    {
        foreach (var style in Chain(id))
        {
            if (style.Name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && int.TryParse(style.Name.AsSpan(8), CultureInfo.InvariantCulture, out var level))
            {
                return Math.Clamp(level, 1, 6);
            }

            if (style.Outline is >= 0 and < 9)
            {
                return Math.Min(style.Outline.Value + 1, 6);
            }

            if (style.Name.Equals("title", StringComparison.OrdinalIgnoreCase))
            {
                return 1;
            }
        }

        return null;
    }

    public bool IsList(string? id) => Chain(id).Any(style => style.IsList);

    public bool IsNamed(string? id, params ReadOnlySpan<string> names)
    {
        foreach (var style in Chain(id))
        {
            foreach (var name in names)
            {
                if (style.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private IEnumerable<DocxStyle> Chain(string? id)
    {
        for (var i = 0; i < MaxChain && id is not null && _styles.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.BasedOn;
        }
    }

    private void Add(XmlReader reader)
    {
        var id = reader.Attribute("styleId");
        var style = new DocxStyle("", null, null, false);
        if (id is null || reader.IsEmptyElement)
        {
            return;
        }

        using var inner = reader.ReadSubtree();
        while (inner.Read())
        {
            if (inner.NodeType == XmlNodeType.Element)
            {
                style = inner.LocalName switch
                {
                    "name" => style with { Name = inner.Attribute("val") ?? "" },
                    "basedOn" => style with { BasedOn = inner.Attribute("val") },
                    "outlineLvl" => style with { Outline = inner.Number() },
                    "numPr" => style with { IsList = true },
                    _ => style,
                };
            }
        }

        _styles[id] = style;
    }
}
