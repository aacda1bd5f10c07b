namespace LlmWiki.Pages;

/// <summary>
/// Front matter of a draft on that of a page: keys nobody touched are set; one that a person changed or took away is left,
/// as a block would be. Values are compared, not how they are written: other tools write YAML anew when they save.
/// </summary>
internal sealed class HeadMerge
{
    public HeadMerge(PageDraft draft, Page page)
    {
        var owned = new Dictionary<string, string>(page.Owned.Keys);
        foreach (var (key, value) in draft.Head)
        {
            if (!IsTools(page, key))
            {
                continue;
            }

            Values.Add(KeyValuePair.Create(key, value));
            if (value.Length == 0)
            {
                owned.Remove(key);
            }
            else
            {
                owned[key] = HashOf(FrontMatter.ValueOf(key, value));
            }
        }

        Owned = owned;
    }

    /// <summary>The keys to set.</summary>
    public List<KeyValuePair<string, string>> Values { get; } = [];

    /// <summary>All keys the tool wrote, also those a person changed or took away since.</summary>
    public IReadOnlyDictionary<string, string> Owned { get; }

    /// <summary>Whether a person wrote something into the front matter of a page.</summary>
    public static bool HasPersons(Page page) => page.Head.Entries.Any(entry =>
        entry.Key.Length == 0 ? !string.IsNullOrWhiteSpace(entry.Raw) : entry.Key != "generated" && !IsTools(page, entry.Key));

    /// <summary>Whether a key says what the tool wrote, or stands neither on the page nor in what the tool wrote.</summary>
    internal static bool IsTools(Page page, string key) =>
        page.Owned.Keys.GetValueOrDefault(key) == (page.Head.MapOrEmpty[key] is { } value ? HashOf(value) : null);

    /// <summary>The same, also where it was changed to mend something: ingest leaves such a key as it would a person's.</summary>
    internal static bool IsToolsOrHealed(Page page, string key) =>
        IsTools(page, key) || (page.Head.MapOrEmpty[key] is { } value && page.Owned.Keys.GetValueOrDefault(key) == HashOf(value) + Healed);

    /// <summary>Behind the hash of a key that was changed to mend something.</summary>
    internal const string Healed = "+";

    internal static string HashOf(YamlValue value) => PageBlock.HashOf(value.Canonical);
}
