using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Gives each topic its file. A page the wiki has for it under any of its names stays where it is, also where a person
/// moved or renamed it; a new one is named by its title.
/// </summary>
internal static class PagePaths
{
    public static Dictionary<Topic, RelPath> Of(IReadOnlyList<Topic> topics, WikiSnapshot wiki)
    {
        var existing = wiki.Files.Where(IsTopicPage).ToList();
        var byTitle = existing.GroupBy(file => Tokens.NameKey(file.Page.Title)).ToDictionary(group => group.Key, group => group.First().Path);
        var byAlias = existing.SelectMany(file => file.Head.MapOrEmpty.Texts("aliases").Select(alias => (Key: Tokens.NameKey(alias), file.Path)))
            .GroupBy(item => item.Key).ToDictionary(group => group.Key, group => group.First().Path);
        var paths = new Dictionary<Topic, RelPath>();
        var used = new HashSet<RelPath>();
        foreach (var names in new[] { byTitle, byAlias })
        {
            foreach (var topic in topics.Where(topic => !paths.ContainsKey(topic)))
            {
                foreach (var key in topic.Keys)
                {
                    if (names.TryGetValue(key, out var path) && used.Add(path))
                    {
                        paths[topic] = path;
                        break;
                    }
                }
            }
        }

        foreach (var topic in topics.Where(topic => !paths.ContainsKey(topic)))
        {
            paths[topic] = New(topic, path => wiki[path] is null && !used.Contains(path));
            used.Add(paths[topic]);
        }

        return paths;
    }

    public static bool IsTopicPage(SnapshotFile file) =>
        file.Head.MapOrEmpty is { } map && map["generated"] is YamlMap && map.Text("type") is "concept" or "entity";

    private static RelPath New(Topic topic, Func<RelPath, bool> isFree)
    {
        var folder = topic.IsEntity ? "wiki/entities" : "wiki/concepts";
        var path = new RelPath($"{folder}/{Slug.Of(topic.Title)}.md");
        return isFree(path) ? path : new RelPath($"{folder}/{Slug.Distinct(topic.Title)}.md");
    }
}
