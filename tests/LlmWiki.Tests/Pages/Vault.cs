using System.Diagnostics;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Pages;

/// <summary>Files in memory, of which some are pages, with their links followed.</summary>
internal sealed class Vault(LinkRules rules, params (string Path, string Text)[] files)
{
    private readonly LinkTargets _targets = new(rules, files.Select(file => new RelPath(file.Path)), path =>
        path.Extension == ".md" ? Read(path.Value, files.First(file => file.Path == path.Value).Text, rules) : null);

    /// <summary>Follows the only link of a text.</summary>
    public LinkTarget Follow(string from, string text) => All(from, text).ShouldHaveSingleItem(text);

    public IReadOnlyList<LinkTarget> All(string from, string text) =>
        [.. Read(from, text, rules).Links.Select(link => _targets.Follow(new RelPath(from), link))];

    /// <summary>Where a link leads: a path, <c>-</c> if it is not checked, <c>no file</c>, or the path with what is missing in it.</summary>
    public string Where(string from, string text) => Follow(from, text) switch
    {
        { State: LinkState.NotChecked } => "-",
        { State: LinkState.MissingFile } => "no file",
        { State: LinkState.MissingHeading } target => target.File + " no heading",
        { State: LinkState.MissingBlock } target => target.File + " no block",
        { File: null } => "folder",
        { Others.IsEmpty: false } target => string.Join(" or ", target.Others.Prepend(target.File!.Value)),
        { IsWrongCase: true } target => target.File + " other case",
        var target => target.File!.Value.Value,
    };

    public static PageOutline Read(string path, string text, LinkRules rules) =>
        OutlineReader.Read(new RelPath(path), text, rules == LinkRules.GitHub ? Dialect.GitHub : Dialect.Obsidian).Outline;

    public static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }
}
