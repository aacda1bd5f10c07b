using System.Globalization;

namespace LlmWiki.Llama.Hub;

/// <summary>Sizes in words. A GB is 1,000,000,000 bytes, as the hub and disk makers count.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary><c>2.5 GB</c>, <c>176 MB</c>, <c>12 B</c>: one decimal below ten, none from there.</summary>
    public static string Of(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);

        // 999.5 would be shown as 1000 of the smaller unit.
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return value.ToString(unit > 0 && value < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
