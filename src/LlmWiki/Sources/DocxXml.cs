using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace LlmWiki.Sources;

/// <summary>
/// Streams the XML of a part. Not the typed tree of the Open XML SDK: that is built by recursion, and a hostile document is
/// nested deep enough to overflow the stack. Elements are known by local name, so that strict and transitional files read alike.
/// </summary>
internal static class DocxXml
{
    public static XmlReader Open(OpenXmlPart part) => XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
        CheckCharacters = false,
        MaxCharactersInDocument = 100_000_000,
    });

    /// <summary>The attribute of a name in whatever version of the namespace; null where it is absent.</summary>
    public static string? Attribute(this XmlReader reader, string name)
    {
        string? value = null;
        if (reader.MoveToFirstAttribute())
        {
            do
            {
                value = reader.LocalName == name && (name != "id" || IsOffice(reader.NamespaceURI)) ? reader.Value : value;
            }
            while (value is null && reader.MoveToNextAttribute());
            reader.MoveToElement();
        }

        return value;
    }

    /// <summary>Other vendors' extensions have an <c>id</c> of their own on the same elements.</summary>
    private static bool IsOffice(string name) =>
        name.EndsWith("relationships", StringComparison.Ordinal) || name.EndsWith("main", StringComparison.Ordinal);

    /// <summary>Whether a switch such as <c>w:b</c> is on: it is unless its value says no.</summary>
    public static bool IsOn(this XmlReader reader) => reader.Attribute("val") is null or not ("0" or "false" or "off" or "none");

    public static int? Number(this XmlReader reader) =>
        int.TryParse(reader.Attribute("val"), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
