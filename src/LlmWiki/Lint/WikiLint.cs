using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using LlmWiki.Lint.Deep;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>Lints a knowledge base on disk. Reads only, but for the index, which is a cache.</summary>
public sealed class WikiLint(WikiFolder folder, RuleBook book, TimeProvider time)
{
    private readonly PdfToText? _pdfToText = PdfTool.Find() is { } tool ? new PdfToText(tool) : null;
    private readonly ConcurrentBag<(string Key, byte[] Value)> _readSources = [];

    // What the index holds was made by this code with these rules.
    private readonly string _version = typeof(WikiLint).Module.ModuleVersionId.ToString("N") + " " + book.Hash;

    /// <param name="only">Ids of the rules to run; empty: all that are on.</param>
    /// <param name="isAsked">The pages and sources whose findings are wanted.</param>
    public LintReport Run(IReadOnlySet<string> only, Func<RelPath, bool> isAsked, CancellationToken cancel) => Look(only, isAsked, cancel).Report;

    /// <summary>The same, and asks a model about what code cannot decide: pairs of statements, and the rules that are questions.</summary>
    /// <exception cref="WikiException">The model cannot be asked, or a prompt of the wiki's own is wrong.</exception>
    public async Task<LintReport> RunDeep(
        IReadOnlySet<string> only, Func<RelPath, bool> isAsked, TextEngine engine, DeepBudget budget, IProgress<DeepProgress>? progress, CancellationToken cancel)
    {
        var (report, wiki, linter, _) = Look(only, isAsked, cancel);
        var prompts = new PromptBook(folder.Prompts());
        prompts.RequireKnown();
        using var desk = new ModelDesk(engine, folder.Replies, time);
        var questions = new DeepQuestions(wiki, linter, isAsked, engine, prompts).All(book.Rules.Where(rule => rule.Check == RuleCheck.Question));
        var (findings, deep) = await new DeepLint(desk, budget, time, progress).Run(questions, cancel);
        return report with { Findings = linter.Told(report.Findings.Concat(findings), wiki, isAsked), Deep = deep };
    }

    /// <summary>All pages with what is wrong on them, for mending it.</summary>
    public LintLook Look(IReadOnlySet<string> only, CancellationToken cancel)
    {
        var (report, wiki, linter, pages) = Look(only, _ => true, cancel);
        return new LintLook(linter, wiki, pages.ToDictionary(page => page.Outline.Path), report.Findings);
    }

    private (LintReport Report, LintWiki Wiki, Linter Linter, List<ScannedPage> Pages) Look(IReadOnlySet<string> only, Func<RelPath, bool> isAsked, CancellationToken cancel)
    {
        // All rules that look at a page alone run when it is read, so that what is kept of it serves every later run.
        var linter = new Linter(book.Rules, rule => only.Count == 0 ? rule.Severity > Severity.Off : only.Contains(rule.Id), folder.Config.Lint, Dialect.Obsidian);
        var stamps = folder.ListWiki();
        var raw = folder.ListRaw();
        var known = folder.Index.Load(_version);
        var agreeing = MemoryMarshal.Cast<byte, ulong>(folder.Index.Pairs(_version)).ToArray();
        var started = time.GetUtcNow().UtcTicks;
        var fresh = new ConcurrentDictionary<RelPath, FileStamp>();
        var pages = new ScannedPage?[stamps.Pages.Length];
        Parallel.For(0, pages.Length, new ParallelOptions { CancellationToken = cancel }, i =>
        {
            var stamp = stamps.Pages[i];
            pages[i] = Kept(stamp, known) ?? Read(linter, stamp, fresh);
        });

        var read = pages.OfType<ScannedPage>().ToList();
        var files = stamps.Pages.Select(page => page.Path).Concat(stamps.Others.Select(path => new RelPath(path))).Concat(raw.Files.Select(file => file.Path)).Concat(raw.Skipped.Select(file => new RelPath(file.Path)));
        var wiki = new LintWiki(LinkRules.Wiki, read, files) { Sources = SourcesOf(raw, cancel), Today = DateOnly.FromDateTime(time.GetLocalNow().DateTime), Agreeing = agreeing.ToHashSet() };
        var findings = linter.Run(wiki, read.SelectMany(page => page.Findings), isAsked, cancel);
        Save(read, known, fresh, stamps, started, wiki.ComparedPairs is { } pairs && !pairs.Agreeing.AsSpan().SequenceEqual(agreeing) ? MemoryMarshal.AsBytes(pairs.Agreeing.AsSpan()).ToArray() : null);
        var report = new LintReport(findings, wiki.Pages.Count(page => isAsked(page.Path)), linter.Times) { Skipped = [.. stamps.Skipped, .. stamps.Pages.Where((_, i) => pages[i] is null).Select(page => new SkippedFile(page.Path.Value, "it could not be read as UTF-8", "save it as UTF-8"))] };
        return (report, wiki, linter, read);
    }

    private ScannedPage? Kept(FileStamp stamp, Dictionary<RelPath, IndexedPage> known) =>
        known.TryGetValue(stamp.Path, out var page) && page.IsOf(stamp) ? Restored(page) : null;

    private ScannedPage? Restored(IndexedPage page) => ScannedForm.Read(page.File.Path, page.Hash, page.Core, () => folder.Index.Texts(page.File.Path) ?? TextsAnew(page));

    /// <summary>Another process has put the page in anew, or the index was deleted meanwhile.</summary>
    private byte[] TextsAnew(IndexedPage page) =>
        folder.ReadPage(page.File.Path) is { } file && file.Hash == page.Hash
            ? OutlineForm.WriteTexts(OutlineReader.Read(file.Path, file.Text, Dialect.Obsidian).Outline)
            : throw new WikiException($"'{page.File.Path}' was changed while it was linted", "lint again");

    private ScannedPage? Read(Linter linter, FileStamp stamp, ConcurrentDictionary<RelPath, FileStamp> fresh)
    {
        if (folder.ReadPage(stamp.Path) is not { } file)
        {
            return null;
        }

        fresh[stamp.Path] = stamp;
        return linter.Scan(file.Path, file.Text, file.Hash).Packed();
    }

    private LintSources SourcesOf(RawListing raw, CancellationToken cancel)
    {
        var hashes = new ConcurrentDictionary<RelPath, ContentHash>();
        var others = new ConcurrentDictionary<RelPath, bool>(raw.Skipped.Select(file => KeyValuePair.Create(new RelPath(file.Path), true)));
        foreach (var file in raw.Files)
        {
            if (file.Size > 0 && SourceReader.CanRead(file.Path) && Hash(file, cancel) is { } hash)
            {
                hashes[file.Path] = hash;
            }
            else
            {
                others[file.Path] = true;
            }
        }

        return new LintSources(hashes, others.Keys.ToHashSet(), path => ReadSource(path, hashes[path], cancel));
    }

    private ContentHash? Hash(RawFile file, CancellationToken cancel)
    {
        try
        {
            return folder.HashRaw(file, cancel);
        }
        catch (WikiException)
        {
            return null;
        }
    }

    /// <summary>Null where it cannot be read now: pages that rest on it are not judged.</summary>
    private Source? ReadSource(RelPath path, ContentHash hash, CancellationToken cancel)
    {
        var key = hash.Hex + " " + path.Value;
        if (folder.Index.Source(key) is { } bytes && Restored(bytes, path, hash) is { } kept)
        {
            return kept;
        }

        try
        {
            var source = SourceReader.Read(path, folder.ReadRaw(path, cancel), _pdfToText, cancel);
            using var to = new PackedWriter(Encoding.Unicode);
            SourceForm.Write(to, source);
            _readSources.Add((key, to.ToBytes()));
            return source;
        }
        catch (WikiException)
        {
            return null;
        }
    }

    private static Source? Restored(byte[] bytes, RelPath path, ContentHash hash)
    {
        try
        {
            using var from = new PackedReader(bytes, Encoding.Unicode);
            return SourceForm.Read(from, path, hash);
        }
        catch (Exception error) when (PackedReader.IsDamage(error))
        {
            return null;
        }
    }

    private void Save(List<ScannedPage> read, Dictionary<RelPath, IndexedPage> known, ConcurrentDictionary<RelPath, FileStamp> fresh, WikiStamps stamps, long started, byte[]? pairs)
    {
        var changed = read.Where(page => page.Kept.IsChanged || fresh.ContainsKey(page.Outline.Path)).ToArray();
        var rows = new (IndexedPage, byte[]?)[changed.Length];
        Parallel.For(0, rows.Length, i =>
        {
            var (page, path) = (changed[i], changed[i].Outline.Path);
            var isNew = fresh.TryGetValue(path, out var stamp);
            rows[i] = (new IndexedPage(isNew ? stamp : known[path].File, isNew ? started : known[path].ReadAt, page.Hash, ScannedForm.Write(page)), page.Texts);
        });
        var gone = known.Keys.Except(stamps.Pages.Select(page => page.Path)).ToList();
        if (rows.Length + gone.Count + _readSources.Count > 0 || pairs is not null)
        {
            folder.Index.Save(_version, rows, gone, _readSources, pairs);
        }
    }
}
