using System.Globalization;
using System.Text;
using System.Xml;
using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>A paragraph while it is read: its style, its place in a list, its text.</summary>
internal sealed class DocxParagraph(int number)
{
    private InlineStyle _style;
    private bool _hidden;
    private bool _inProperties;
    private bool _inText;

    public List<InlineRun> Runs { get; } = [];

    public string? Style { get; private set; }

    public int? Outline { get; private set; }

    /// <summary>From 0, as Word counts; null outside of lists.</summary>
    public int? ListLevel { get; private set; }

    public void Start(XmlReader reader, string? link)
    {
        var drawn = reader.NamespaceURI.Contains("drawingml", StringComparison.Ordinal);
        switch (reader.LocalName)
        {
            case "pPr":
                _inProperties = !reader.IsEmptyElement;
                break;
            case "pStyle":
                Style = reader.Attribute("val");
                break;
            case "outlineLvl":
                Outline = reader.Number();
                break;
            case "ilvl":
                ListLevel = reader.Number();
                break;
            case "numId":
                // Number 0 takes a paragraph out of the list of its style.
                ListLevel = reader.Number() == 0 ? null : ListLevel ?? 0;
                break;
            case "r":
                (_style, _hidden) = (InlineStyle.None, false);
                break;
            case "b" when !_inProperties:
                _style |= reader.IsOn() ? InlineStyle.Strong : InlineStyle.None;
                break;
            case "i" when !_inProperties:
                _style |= reader.IsOn() ? InlineStyle.Emphasis : InlineStyle.None;
                break;
            case "strike" or "dstrike" when !_inProperties:
                _style |= reader.IsOn() ? InlineStyle.Struck : InlineStyle.None;
                break;
            case "vanish" when !_inProperties:
                _hidden = reader.IsOn();
                break;
            case "t" when !drawn:
                _inText = !reader.IsEmptyElement;
                break;
            case "tab" or "br" or "cr" or "ptab" when !_inProperties:
                Add(" ", link);
                break;
            case "noBreakHyphen":
                Add("-", link);
                break;
            case "sym":
                Add(Symbol(reader.Attribute("char")), link);
                break;
        }
    }

    public void AddText(string text, string? link)
    {
        if (_inText)
        {
            Add(text, link);
        }
    }

    public void End(string name)
    {
        _inProperties &= name != "pPr";
        _inText &= name != "t";
    }

    private void Add(string text, string? link)
    {
        if (!_hidden && text.Length > 0)
        {
            Runs.Add(new InlineRun(text, _style, link, number, number));
        }
    }

    /// <summary>Symbol fonts live in the private use area, where no other font has a picture: only real characters are kept.</summary>
    private static string Symbol(string? code) =>
        int.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var point) && Rune.IsValid(point) && point is > 0x20 and (< 0xE000 or > 0xF8FF)
            ? new Rune(point).ToString()
            : "";
}
