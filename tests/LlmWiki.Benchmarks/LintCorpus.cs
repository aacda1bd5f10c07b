using System.Globalization;
using System.Text;

namespace LlmWiki.Benchmarks;

/// <summary>Wikis and folders of notes to be linted, made up from a seed.</summary>
internal static class LintCorpus
{
    private const int SentencesOfSource = 200;

    /// <summary>
    /// A knowledge base: topic pages of cited statements with links to each other, their sources, an index. As a wiki that is linted on each
    /// save it has little to find: links go both ways, and a page of a source lists what is not used of it.
    /// </summary>
    public static void Wiki(string folder, int pages, int words) => Wiki(folder, pages, words, Both);

    /// <summary>The same with links that do not go back, and nothing listed: a finding and a half on each page.</summary>
    public static void UntidyWiki(string folder, int pages, int words) => Wiki(folder, pages, words, null);

    private static void Wiki(string folder, int pages, int words, Func<int, int, int, int>? linked)
    {
        var sources = Math.Max(1, pages * words / 20 / SentencesOfSource / 3);
        var world = new World(7, Math.Max(40, pages / 20));
        var texts = Enumerable.Range(0, sources).Select(i => Source(world, i)).ToArray();
        var used = new HashSet<(int, int)>();
        for (var i = 0; i < pages; i++)
        {
            Put(folder, $"wiki/concepts/p{i}.md", Page(i, pages, words, texts, linked, used));
        }

        for (var i = 0; i < sources; i++)
        {
            Put(folder, $"raw/s{i}.md", string.Join("\n\n", texts[i]) + "\n");
            Put(folder, $"wiki/sources/s{i}.md", $"---\ntype: source\ntitle: Source {i}\nsources:\n  - {{ id: s{i}, resource: ../../raw/s{i}.md }}\n---\n# Source {i}\n\nSource: [raw/s{i}.md](../../raw/s{i}.md)\n"
                + (linked is null ? "" : NotUsed(Enumerable.Range(0, SentencesOfSource).Where(passage => !used.Contains((i, passage))))));
        }

        var index = string.Concat(Enumerable.Range(0, pages).Select(i => $"- [Topic {i} of {i % 97}](concepts/p{i}.md)\n").Concat(Enumerable.Range(0, sources).Select(i => $"- [Source {i}](sources/s{i}.md)\n")));
        Put(folder, "wiki/index.md", "---\ntype: index\ntitle: Index\n---\n# Index\n\n" + index);
        Put(folder, "wiki.config.yaml", "git: off\n");
    }

    /// <summary>A vault of short notes that link to each other by name; one link in forty leads nowhere.</summary>
    public static void Notes(string folder, int notes, int words)
    {
        var world = new World(11, 200);
        Directory.CreateDirectory(Path.Combine(folder, ".obsidian"));
        for (var i = 0; i < notes; i++)
        {
            var random = new Random(i);
            var prose = new Prose(world, world.Themes[i % world.Themes.Length], world.Themes[(i + 1) % world.Themes.Length], random);
            var text = new StringBuilder($"---\ntags: [t{i % 40}]\n---\n# Note {i}\n\n");
            for (var count = 0; count < words;)
            {
                var sentence = prose.Sentence(mayLean: true);
                var target = random.Next(40) == 0 ? $"Gone {random.Next(notes)}" : $"Note {random.Next(notes)}";
                text.Append(sentence).Append(random.Next(2) == 0 ? $" See [[{target}]].\n" : "\n");
                count += sentence.Count(letter => letter == ' ') + 1;
            }

            Put(folder, $"{i % 60}/Note {i}.md", text.ToString());
        }
    }

    /// <summary>Long pages of documentation with relative links and anchors.</summary>
    public static void Docs(string folder, int pages, int words)
    {
        var world = new World(13, 200);
        for (var i = 0; i < pages; i++)
        {
            var random = new Random(i);
            var prose = new Prose(world, world.Themes[i % world.Themes.Length], world.Themes[(i + 1) % world.Themes.Length], random);
            var text = new StringBuilder($"# Page {i}\n\n");
            for (var (count, section) = (0, 0); count < words; section++)
            {
                text.Append(CultureInfo.InvariantCulture, $"## Section {section}\n\n");
                for (var end = count + 200; count < end;)
                {
                    var sentence = prose.Sentence(mayLean: true);
                    text.Append(sentence).Append(' ');
                    count += sentence.Count(letter => letter == ' ') + 1;
                }

                var other = random.Next(pages);
                text.Append(CultureInfo.InvariantCulture, $"See [page {other}](../d{other % 20}/page-{other}.md#section-{random.Next(words / 200)}) and [above](#section-{random.Next(section + 1)}).\n\n");
            }

            Put(folder, $"d{i % 20}/page-{i}.md", text.ToString());
        }
    }

    private static string[] Source(World world, int number)
    {
        var prose = new Prose(world, world.Themes[number % world.Themes.Length], world.Themes[(number + 1) % world.Themes.Length], new Random(number));
        return [.. Enumerable.Range(0, SentencesOfSource).Select(_ => prose.Sentence(mayLean: false))];
    }

    private static string NotUsed(IEnumerable<int> passages) =>
        "\nThe sentences of this source were made up, each one in a line of its own.\n\n## Not used\n\n" + string.Concat(passages.Select(passage => $"- line {(2 * passage) + 1}\n"));

    /// <summary>The page that a line of another links to, so that it links back from the same line; none is itself.</summary>
    private static int Both(int number, int line, int pages) => line % 3 == 0 && line / 3 < 5 && (number ^ (1 << (2 * line / 3))) is var other && other < pages ? other : number;

    private static string Page(int number, int pages, int words, string[][] sources, Func<int, int, int, int>? linked, HashSet<(int, int)> usedByAll)
    {
        var random = new Random(number);
        var (body, notes, used) = (new StringBuilder(), new StringBuilder(), new HashSet<(int, int)>());
        for (var count = 0; count < words;)
        {
            var (source, passage) = (random.Next(sources.Length), random.Next(SentencesOfSource));
            if (!used.Add((source, passage)))
            {
                continue;
            }

            var sentence = sources[source][passage];
            var other = linked?.Invoke(number, used.Count - 1, pages) ?? (random.Next(3) == 0 ? random.Next(pages) : number);
            var link = other == number ? "" : $" See [topic](p{other}.md).";
            body.Append(CultureInfo.InvariantCulture, $"- {sentence}[^s{source}.{passage + 1}]{link}\n");
            notes.Append(CultureInfo.InvariantCulture, $"[^s{source}.{passage + 1}]: [raw/s{source}.md, line {(2 * passage) + 1}](../../raw/s{source}.md#L{(2 * passage) + 1}) \"{sentence}\"\n");
            count += sentence.Count(letter => letter == ' ') + 1;
        }

        usedByAll.UnionWith(used);
        var named = string.Join('\n', used.Select(each => each.Item1).Distinct().Order().Select(source => $"  - {{ id: s{source}, resource: ../../raw/s{source}.md }}"));
        return $"---\ntype: concept\ntitle: Topic {number} of {number % 97}\ndescription: Topic {number} of {number % 97} is one of many.\nsources:\n{named}\n---\n# Topic {number} of {number % 97}\n\nTopic {number} of {number % 97} is one of many.\n\n## Details\n\n{body}\n{notes}";
    }

    private static void Put(string folder, string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
