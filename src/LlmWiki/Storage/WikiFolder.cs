using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>
/// A knowledge base on disk: the only door to its files. Reading needs nothing; writing takes the writer lock, for one
/// call or, with <see cref="Lock"/>, for as long as a command runs. Safe for use from several threads.
/// </summary>
public sealed partial class WikiFolder : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly System.Threading.Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action<string> _warn;
    private readonly RawFolder _raw;
    private readonly Journal _journal;
    private readonly WikiWriter _writer;
    private readonly PageCommits _commits;
    private readonly WriterLock _lock;
    private readonly HashSet<string> _warned = [];

    private WikiFolder(string root, WikiConfig config, TimeProvider time, Action<string> warn, WikiFolder? within)
    {
        (Root, Config, _time, _warn) = (root, config, time, warn);
        _raw = new RawFolder(root, config);
        _journal = new Journal(Path.Combine(DotWiki, "journal"));
        _writer = new WikiWriter(root, _journal, time);
        _commits = new PageCommits(root, config.GitCommit, _journal, Warn);
        var file = new LockFile(DotWiki, "lock", "another wiki command is writing here", time, MakeDotWiki);
        _lock = new WriterLock(within?.Root == root ? within._lock.Take : file.Open, Recover);
        Cache = new SourceCache(Path.Combine(DotWiki, "index.db"), MakeDotWiki, Warn);
        Index = new PageIndex(Path.Combine(DotWiki, "lint.db"), MakeDotWiki, Warn);
        Replies = new SourceCache(Path.Combine(DotWiki, "replies.db"), MakeDotWiki, Warn);
        Review = new ReviewFolder(Path.Combine(DotWiki, "review"), MakeDotWiki);
        Reports = new ReportFolder(Path.Combine(DotWiki, "reports"), MakeDotWiki);
        Run = new RunMark(Path.Combine(DotWiki, "run"), MakeDotWiki);
    }

    /// <summary>The folder with <c>wiki.config.yaml</c>, as a full path.</summary>
    public string Root { get; }

    public WikiConfig Config { get; }

    /// <summary>What reading sources has cost already; empty where it cannot be kept.</summary>
    public SourceCache Cache { get; }

    /// <summary>What lint made of pages and sources already.</summary>
    public PageIndex Index { get; }

    /// <summary>What a model has answered already.</summary>
    public SourceCache Replies { get; }

    /// <summary>Fixes that wait for a person.</summary>
    public ReviewFolder Review { get; }

    public ReportFolder Reports { get; }

    /// <summary>Whether a run is under way.</summary>
    public RunMark Run { get; }

    internal Action<string>? Interrupt
    {
        set => _writer.Interrupt = value;
    }

    private string DotWiki => Path.Combine(Root, ".wiki");

    /// <summary>Opens the knowledge base in a folder.</summary>
    /// <param name="path">The folder that holds <c>wiki.config.yaml</c>.</param>
    /// <param name="time">The clock of the journal; the system's where it is null.</param>
    /// <param name="warn">Gets each warning, one line: what could not be done, though the work went on.</param>
    /// <param name="within">Work in this process that this is a part of: the writer lock it holds is no other's.</param>
    /// <exception cref="WikiException">There is none, or its configuration is wrong.</exception>
    public static WikiFolder Open(string path, TimeProvider? time = null, Action<string>? warn = null, WikiFolder? within = null)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var file = Path.Combine(root, ConfigReader.FileName);
        if (!File.Exists(file))
        {
            throw new WikiException($"there is no {ConfigReader.FileName} in '{root}'", "wiki init");
        }

        try
        {
            var config = ConfigReader.Read(File.ReadAllText(file));
            return new WikiFolder(root, config, time ?? TimeProvider.System, warn ?? (_ => { }), within);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"'{file}' could not be read: {error.Message}", "check the file's permissions", error);
        }
    }

    /// <summary>Opens the knowledge base that a folder is in: the nearest one upwards.</summary>
    /// <exception cref="WikiException">There is none, or its configuration is wrong.</exception>
    public static WikiFolder Find(string startFolder, TimeProvider? time = null, Action<string>? warn = null, WikiFolder? within = null)
    {
        var start = new DirectoryInfo(Path.GetFullPath(startFolder));
        if (!start.Exists)
        {
            throw new WikiException($"there is no folder '{start.FullName}'");
        }

        return RootAround(start) is { } root
            ? Open(root, time, warn, within)
            : throw new WikiException($"there is no {ConfigReader.FileName} in '{start.FullName}' or a folder above it", "wiki init");
    }

    /// <summary>The nearest folder upwards that holds a configuration; null where there is none.</summary>
    public static string? RootAround(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, ConfigReader.FileName)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    /// <summary>Makes what is missing of a knowledge base, as <see cref="NewWiki.Make"/> does, and opens it.</summary>
    public static WikiFolder Create(string path, TimeProvider? time = null, Action<string>? warn = null)
    {
        NewWiki.Make(path);
        return Open(path, time, warn);
    }

    /// <summary>
    /// The regular files of <c>raw/</c>; hidden and ignored ones and what systems leave behind are not listed. An absent
    /// <c>raw/</c> is an empty one.
    /// </summary>
    public RawListing ListRaw() => _raw.List();

    /// <exception cref="WikiException">The file is gone, may not be read, leads outside <c>raw/</c>, or is too large.</exception>
    public byte[] ReadRaw(RelPath path, CancellationToken cancel = default) => _raw.Read(path, cancel);

    /// <summary>The hash of a file's bytes; not read again where size and time are those of an earlier run.</summary>
    /// <exception cref="WikiException">As for <see cref="ReadRaw"/>.</exception>
    public ContentHash HashRaw(RawFile file, CancellationToken cancel = default)
    {
        if (Cache.Hash(file) is { } known)
        {
            return known;
        }

        var started = _time.GetUtcNow();
        var hash = ContentHash.Of(ReadRaw(file.Path, cancel));
        if (_raw.IsStill(file))
        {
            Cache.Remember(file, hash, started);
        }

        return hash;
    }

    /// <summary>Text of the files of <c>prompts/</c>, by their names: what a model is told in place of the usual; empty where there is no such folder.</summary>
    /// <exception cref="WikiException">One cannot be read.</exception>
    public IReadOnlyDictionary<string, string> Prompts() => OwnFiles.Of(Root, "prompts").ToDictionary(file => file.Name, file => file.Text);

    /// <summary>Everything below <c>wiki/</c> as it is now.</summary>
    public WikiListing LoadWiki() => PageFiles.Load(Root);

    /// <summary>The files below <c>wiki/</c> without their text: hidden ones and links left out.</summary>
    public WikiStamps ListWiki() => PageFiles.List(Root);

    /// <summary>One page; null where it is gone or cannot be read.</summary>
    public WikiFile? ReadPage(RelPath path) => PageFiles.ReadOne(Root, path);

    /// <summary>Where pages and sources are that had another path once, as git's history has it, by that path; empty where there is none.</summary>
    public IReadOnlyDictionary<RelPath, RelPath> Renames() => GitRenames.Of(Root).ToDictionary(pair => new RelPath(pair.Key), pair => new RelPath(pair.Value));

    /// <summary>A source as text, for showing a line of it; null where it is none.</summary>
    public string? TextOfRaw(RelPath path) => _raw.Text(path);

    /// <summary>Name and text of the rule files: <c>lint-rules/no-todo.md</c>; the README there is none.</summary>
    /// <exception cref="WikiException">One cannot be read.</exception>
    public IReadOnlyList<(string Name, string Text)> LintRules() =>
        [.. OwnFiles.Of(Root, "lint-rules").Where(file => !file.Name.StartsWith('.') && !file.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase)).Select(file => ("lint-rules/" + file.Name, file.Text))];

    /// <summary>
    /// Makes this the only writer until the result is disposed, and first finishes what a crashed run left. May be taken
    /// again while it is held.
    /// </summary>
    /// <exception cref="WikiException">Another process holds it; the message names it.</exception>
    public IDisposable Lock() => _lock.Take();

    /// <summary>As <see cref="Lock"/>, but waits as long as another process holds it.</summary>
    /// <param name="onWait">Gets, once, who holds it.</param>
    /// <exception cref="WikiException">The folder cannot be written.</exception>
    public Task<IDisposable> LockAsync(Action<string> onWait, CancellationToken cancel) => _lock.TakeAsync(onWait, cancel);

    public void Dispose()
    {
        _lock.Dispose();
        Cache.Dispose();
        Replies.Dispose();
        Index.Dispose();
    }

    private void Recover()
    {
        lock (_gate)
        {
            foreach (var entry in _writer.Recover())
            {
                var left = entry.Left.IsEmpty ? "" : $"; changed meanwhile and left as they are: {string.Join(", ", entry.Left)}";
                _warn($"finished the interrupted change '{entry.Verb}: {entry.Title}'{left}");
            }

            _commits.Refresh();
        }
    }

    private void Warn(string message)
    {
        lock (_warned)
        {
            if (!_warned.Add(message))
            {
                return;
            }
        }

        _warn(message);
    }

    private void MakeDotWiki() => Storage.DotWiki.Make(DotWiki);
}
