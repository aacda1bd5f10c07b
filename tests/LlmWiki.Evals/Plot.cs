using System.Globalization;
using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Mend;

namespace LlmWiki.Evals;

/// <summary>One way in which a page goes wrong, or seems to.</summary>
internal sealed record Plant(string Form, Action<Plot> Do);

/// <summary>What is planted to try a rule.</summary>
/// <param name="Defects">Each makes one finding.</param>
/// <param name="Decoys">What a careless tool would report; no finding of the rule is right.</param>
/// <param name="EachForm">How often each form is planted at least.</param>
internal sealed record RulePlants(string Rule, Plant[] Defects, Plant[] Decoys, int EachForm = 1)
{
    /// <summary>The same without the defects of some forms.</summary>
    public RulePlants Without(params string[] forms) => this with { Defects = [.. Defects.Where(plant => !forms.Contains(plant.Form))] };

    /// <summary>The same with more defects.</summary>
    public RulePlants With(params Plant[] more) => this with { Defects = [.. Defects, .. more] };
}

/// <summary>A place, resolved when all is planted; without a text any line will do.</summary>
internal sealed record Spot(string Path, string? Text = null)
{
    /// <summary>The text stands there several times, and the last one counts.</summary>
    public bool IsLast { get; init; }
}

/// <summary>A defect that should be found at one of the spots: which one depends on the order of paths and lines.</summary>
/// <param name="Says">A part of the message, where several findings stand at one place.</param>
internal sealed record Expected(string Form, Spot[] Spots, bool IsFirst = false, string Says = "")
{
    /// <summary>What is so once it is mended; empty where that is not known.</summary>
    public List<Answer> Answers { get; } = [];
}

/// <summary>A copy of the clean wiki in which plants are set, each on pages of its own.</summary>
internal sealed class Plot(CleanWiki clean, Random random)
{
    private static readonly string[] Carriers = ["More on this is told in {0}.", "Compare {0} for an older view.", "The keeper wrote it down in {0}.", "It is explained at length in {0}.", "A drawing of it belongs to {0}.", "The story goes on with {0}.", "Nobody has checked it against {0}."];
    private static readonly string[] Words = ["ledger", "rumour", "harvest", "tide", "charter", "winch", "cellar", "parade", "copper", "orchard", "signal", "glove", "kettle", "hedge", "lantern", "saddle", "beacon", "gravel", "thimble", "rope", "anchor", "barrel", "chimney", "dyke", "easel", "furnace", "gutter", "hammer", "inkwell", "jetty"];

    private static readonly string[] Colours = ["grey", "striped", "wooden", "painted", "copper", "knitted", "polished", "mossy", "borrowed", "patched", "carved", "dusty"];
    private static readonly string[] Verbs = ["carried", "covered", "followed", "mended", "touched", "crossed", "guarded", "measured", "replaced", "shaded"];
    private static readonly string[] Syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"];

    private readonly List<Topic> _free = [.. clean.Topics.OrderBy(_ => random.Next())];
    private int _number;

    public CleanWiki Clean => clean;

    public Random Random => random;

    public WikiFiles Files { get; } = new(clean.Files.All);

    public List<Expected> Expected { get; } = [];

    /// <summary>Findings of other rules that are right too.</summary>
    public List<(string Rule, Spot Spot)> Company { get; } = [];

    public string Form { get; set; } = "";

    /// <summary>A page that no other plant touches.</summary>
    public Topic Take(Func<Topic, bool>? fits = null)
    {
        var topic = _free.Find(topic => fits is null || fits(topic)) ?? throw new InvalidOperationException($"no page is left for '{Form}'");
        _free.Remove(topic);
        return topic;
    }

    /// <summary>An English page; most plants are sentences.</summary>
    public Topic TakeEnglish(Func<Topic, bool>? fits = null) => Take(topic => topic.Language == "en" && (fits is null || fits(topic)));

    /// <summary>Takes a page out of the reach of other plants.</summary>
    public void Keep(Topic topic) => _free.Remove(topic);

    public bool IsFree(Topic topic) => _free.Contains(topic);

    public void Expect(string path, string? text = null) => Expected.Add(new Expected(Form, [new Spot(path, text)]));

    public void ExpectLater(Spot one, Spot other) => Expected.Add(new Expected(Form, [one, other]));

    public void ExpectFirst(IEnumerable<Spot> spots) => Expected.Add(new Expected(Form, [.. spots], IsFirst: true));

    public void ExpectSaying(string path, string says) => Expected.Add(new Expected(Form, [new Spot(path)], Says: says));

    public void Allow(string rule, string path, string? text = null) => Company.Add((rule, new Spot(path, text)));

    public T Pick<T>(params T[] items) => items[random.Next(items.Length)];

    public string Word() => Pick(Words);

    /// <summary>A word and a number that stand nowhere else.</summary>
    public string Unused() => string.Create(CultureInfo.InvariantCulture, $"{Word()}-{Word()}-{++_number}");

    public string Carry(string link) => string.Format(CultureInfo.InvariantCulture, Pick(Carriers), link);

    /// <summary>Puts a paragraph somewhere below the heading of a page and above its list of links.</summary>
    public void Add(Topic topic, string block)
    {
        var text = Files[topic.Path];
        var start = text.IndexOf("\n# ", StringComparison.Ordinal) + 1;
        var places = new List<int>();
        for (var at = text.IndexOf("\n\n", start, StringComparison.Ordinal); at >= 0; at = text.IndexOf("\n\n", at + 2, StringComparison.Ordinal))
        {
            // Not before the lead, and not behind the footnotes.
            if (places.Count == 0 || text.IndexOf("\n## ", at, StringComparison.Ordinal) >= 0)
            {
                places.Add(at);
            }
        }

        // Behind the lead or a later block.
        var place = places.Count > 2 ? places[1 + random.Next(places.Count - 1)] : places[^1];
        Files[topic.Path] = text.Insert(place, "\n\n" + block);
    }

    /// <summary>Adds a sentence as a paragraph or list item of its own, or behind another one.</summary>
    public void Say(Topic topic, string sentence)
    {
        switch (random.Next(4))
        {
            case 0:
                Add(topic, "- " + sentence);
                break;
            case 1:
                // Behind the lead.
                var text = Files[topic.Path];
                var lead = text.IndexOf("\n\n", text.IndexOf("\n# ", StringComparison.Ordinal) + 1, StringComparison.Ordinal) + 2;
                Files[topic.Path] = text.Insert(text.IndexOf('\n', lead), " " + sentence);
                break;
            default:
                Add(topic, sentence);
                break;
        }
    }

    /// <summary>Puts a line below the others of the front matter.</summary>
    public void AddToHead(Topic topic, string line)
    {
        var text = Files[topic.Path];
        Files[topic.Path] = text.Insert(text.IndexOf("\ntags:", StringComparison.Ordinal) + 1, line + "\n");
    }

    /// <summary>Rewrites the line of the front matter that begins so.</summary>
    public void SetInHead(Topic topic, string start, string line)
    {
        var text = Files[topic.Path];
        var at = text.IndexOf("\n" + start, StringComparison.Ordinal) + 1;
        var end = text.IndexOf('\n', at);
        Files[topic.Path] = text[..at] + line + (line.Length == 0 ? text[(end + 1)..] : text[end..]);
    }

    /// <summary>A sentence or more that nobody else has written, without a number or name.</summary>
    public string Prose(int words)
    {
        var text = new List<string>();
        while (text.Sum(sentence => sentence.Count(c => c == ' ') + 1) < words)
        {
            text.Add($"The {Pick(Colours)} {Word()} by the {Word()} {Pick(Verbs)} a {Pick(Colours)} {Word()} {Pick("under", "beside", "behind", "above")} the {Word()} of the {Word()}.");
        }

        return string.Join(' ', text);
    }

    /// <summary>A page without faults; the index does not list it yet.</summary>
    public string NewPage(string path, string title, string? text = null, string type = "concept", string head = "")
    {
        Files[path] = $"---\ntype: {type}\ntitle: {title}\ndescription: A thing that nobody has described at length.\n{head}---\n# {title}\n\n{text ?? Prose(24)}\n";
        return path;
    }

    public string ListedPage(string path, string title, string? text = null, string type = "concept", string head = "")
    {
        NewPage(path, title, text, type, head);
        Files.Replace("wiki/index.md", "\n## Sources\n", $"- [{title}]({path["wiki/".Length..].Replace(" ", "%20", StringComparison.Ordinal)})\n\n## Sources\n");
        return path;
    }

    /// <summary>A title of two words, of which only the first has a capital.</summary>
    public string Title() => string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(Word()[0])}{Pick(Syllables)}{Pick(Syllables)}{++_number} {Word()}");
}
