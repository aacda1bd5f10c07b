using System.Text.RegularExpressions;

namespace LlmWiki.Tests;

/// <summary>Holds the table of <c>src/README.md</c>: who may use whom, and who alone does what.</summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Text"] = [],
        ["Words"] = ["Text"],
        ["Pages"] = ["Text"],
        ["Sources"] = ["Text", "Pages"],
        ["Storage"] = ["Text", "Pages"],
        ["Models"] = ["Text", "Storage"],
        ["Claims"] = ["Text", "Words", "Sources", "Models"],
        ["Lint"] = ["Text", "Words", "Pages", "Sources", "Storage", "Models"],
        ["Ingest"] = ["Text", "Words", "Pages", "Sources", "Storage", "Models", "Claims", "Lint"],
        ["Heal"] = ["Text", "Words", "Pages", "Sources", "Storage", "Models", "Claims", "Lint"],
        ["Query"] = ["Text", "Words", "Pages", "Sources", "Storage", "Models", "Lint"],
    };

    /// <summary>Those that are built so far.</summary>
    public static TheoryData<string> Folders => [.. MayUse.Keys.Where(folder => Directory.Exists(RepositoryFolder.At("src/LlmWiki/" + folder)))];

    [Fact]
    public void Every_folder_has_a_row_in_the_table() =>
        Directory.GetDirectories(RepositoryFolder.At("src/LlmWiki")).Select(Path.GetFileName).Except([.. MayUse.Keys, "Defaults", "Prompts", "bin", "obj"]).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_stands_below_it(string folder)
    {
        var breaches = from file in Code($"src/LlmWiki/{folder}")
                       from other in MayUse.Keys.Where(name => name != folder && !MayUse[folder].Contains(name))
                       where Uses(file.Text, other)
                       select $"{file.Path} uses {other}";
        breaches.ShouldBeEmpty();
    }

    /// <summary>A rule is a function of what it is given: only the run around it reads files and asks models.</summary>
    [Theory]
    [InlineData("Rules")]
    [InlineData("Statements")]
    public void Rules_look_at_values_only(string folder) =>
        Code("src/LlmWiki/Lint/" + folder).Where(file => Uses(file.Text, "Storage") || Uses(file.Text, "Models")).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Only_Pages_uses_Markdig_and_YamlDotNet() =>
        Code("src").Where(file => !file.Path.StartsWith("src/LlmWiki/Pages/", StringComparison.Ordinal) && Libraries().IsMatch(file.Text))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Only_Storage_touches_the_disk_and_starts_processes() =>
        Code("src/LlmWiki").Where(file => !file.Path.StartsWith("src/LlmWiki/Storage/", StringComparison.Ordinal) && Disk().IsMatch(file.Text))
            .Select(file => file.Path).ShouldBeEmpty();

    /// <summary>Nothing else loads it, so that the other commands start as fast as without it.</summary>
    [Fact]
    public void Only_Serve_uses_Quartz_and_Npgsql() =>
        Code("src").Where(file => !file.Path.StartsWith("src/LlmWiki.Cli/Serve/", StringComparison.Ordinal) && Schedulers().IsMatch(file.Text))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void The_library_prints_nothing() =>
        Code("src/LlmWiki").Where(file => Console().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Only_Output_and_Program_know_the_console() =>
        Code("src/LlmWiki.Cli").Where(file => !file.Path.Contains("/Output/", StringComparison.Ordinal) && !file.Path.EndsWith("/Program.cs", StringComparison.Ordinal) && Console().IsMatch(file.Text))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void The_library_knows_nothing_of_llama_cpp_and_of_the_command() =>
        Code("src/LlmWiki").Where(file => Outside().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Only_Native_imports_functions_of_C() =>
        Code("src").Where(file => !file.Path.StartsWith("src/LlmWiki.Llama/Native/", StringComparison.Ordinal) && file.Text.Contains("LibraryImport", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeEmpty();

    /// <summary>What is pure there stays so: a grammar, a prompt and the head of a file need no library.</summary>
    [Theory]
    [InlineData("Gguf")]
    [InlineData("Grammar")]
    [InlineData("Chat")]
    [InlineData("Hub")]
    public void Only_the_engine_calls_llama_cpp(string folder) =>
        Code("src/LlmWiki.Llama/" + folder).Where(file => file.Text.Contains("LlamaApi", StringComparison.Ordinal) || file.Text.Contains("GgmlApi", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void The_code_map_names_every_folder_of_the_llama_engine()
    {
        var map = File.ReadAllText(RepositoryFolder.At("src/README.md"));
        Directory.GetDirectories(RepositoryFolder.At("src/LlmWiki.Llama")).Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj") && !map.Contains($"`{name}/`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_code_map_names_every_folder_of_the_library()
    {
        var map = File.ReadAllText(RepositoryFolder.At("src/README.md"));
        Directory.GetDirectories(RepositoryFolder.At("src/LlmWiki")).Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj") && !map.Contains($"`{name}/`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>A <c>using</c>, a full name, or a sibling's bare name, which C# resolves without a <c>using</c>.</summary>
    private static bool Uses(string code, string folder) =>
        Regex.IsMatch(code, $@"\bLlmWiki\.{folder}\b|(?<![\w.""/<]){folder}\.[A-Z]\w*", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static IEnumerable<(string Path, string Text)> Code(string folder) =>
        Directory.EnumerateFiles(RepositoryFolder.At(folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(RepositoryFolder.Root, path).Replace('\\', '/'), path))
            .Where(file => !file.Item1.Contains("/obj/", StringComparison.Ordinal) && !file.Item1.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => (file.Item1, WithoutComments(File.ReadAllText(file.path))));

    private static string WithoutComments(string code) => Comment().Replace(code, "");

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bLlmWiki\.(Llama|Cli)\b")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\b(Markdig|YamlDotNet)\b")]
    private static partial Regex Libraries();

    [GeneratedRegex(@"^using (Quartz|Npgsql)\b|(?<![\w.""])(Quartz|Npgsql)\.[A-Z]", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Schedulers();

    [GeneratedRegex(@"(?<![\w.])(File|Directory|FileStream|FileInfo|DirectoryInfo|Process|Environment)\s*[.(]")]
    private static partial Regex Disk();

    [GeneratedRegex(@"(?<![\w.])(Console|AnsiConsole)\.")]
    private static partial Regex Console();
}
