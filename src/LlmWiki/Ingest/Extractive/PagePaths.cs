using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Gives each topic its file. A page the wiki has for it under any of its names stays where it is, also where a person
/// moved or renamed it; a new one is named by its title.
/// </summary>
internal static class PagePaths
{
    public static Dictionary<Topic, RelPath> Of(Compilation compilation, WikiSnapshot wiki, IReadOnlySet<string> taken)
    {
        var topics = compilation.Topics;
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

        ByStatements(compilation, existing.Where(file => !used.Contains(file.Path)).ToList(), paths, used);
        foreach (var topic in topics.Where(topic => !paths.ContainsKey(topic)))
        {
            paths[topic] = New(topic, path => wiki[path] is null && !used.Contains(path) && !taken.Contains(path.Value));
            used.Add(paths[topic]);
        }

        return paths;
    }

    /// <summary>A page that a person gave another name is known by what the tool wrote on it: half of the statements or more.</summary>
    private static void ByStatements(Compilation compilation, List<SnapshotFile> unclaimed, Dictionary<Topic, RelPath> paths, HashSet<RelPath> used)
    {
        if (unclaimed.Count == 0)
        {
            return;
        }

        var statements = compilation.Statements.Where(statement => statement.Topic is not null).ToLookup(statement => statement.Topic!);
        foreach (var topic in compilation.Topics.Where(topic => !paths.ContainsKey(topic)))
        {
            var says = statements[topic].SelectMany(statement => new[] { BlockKind.ListItem, BlockKind.Paragraph }
                .Select(kind => OwnedBlocks.IdentityOf(kind + " " + Wording.Says(statement)))).ToHashSet();
            var best = unclaimed.Where(file => !used.Contains(file.Path))
                .Select(file => (file.Path, Shared: file.Page.Owned.Blocks.Count(entry => says.Contains(entry.Identity))))
                .OrderByDescending(item => item.Shared).FirstOrDefault();
            if (best.Shared * 4 >= says.Count && best.Shared > 0 && used.Add(best.Path))
            {
                paths[topic] = best.Path;
            }
        }
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
