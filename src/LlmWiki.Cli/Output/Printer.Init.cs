using System.Collections.Immutable;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Output;

/// <summary>A new wiki.</summary>
internal sealed partial class Printer
{
    /// <param name="folder">Its full path.</param>
    /// <param name="typed">The same as one would type it.</param>
    public void NewWiki(string folder, string typed, ImmutableArray<NewItem> items)
    {
        Result(items.All(item => !item.Made) ? $"nothing to make in {folder}" : $"a wiki in {folder}");
        Results("made:", items.Where(item => item.Made).Select(item => Ink.Good(item.Path)));
        Results("there already, left as they are:", items.Where(item => !item.Made).Select(item => item.Path));
        foreach (var item in items.Where(item => item.Lacks is not null))
        {
            Hint($"add a line '{item.Lacks}' to {item.Path}");
        }

        Note("next: copy files into raw/, then type");
        Note(typed == "." ? "  wiki ingest" : $"  cd {Typed(typed)}");
        Note(typed == "." ? "  wiki status" : "  wiki ingest");
    }
}
