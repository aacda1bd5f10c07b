using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>One block the tool wrote.</summary>
/// <param name="Hash">Of its exact text: tells a block that a person changed. 8 hex digits.</param>
/// <param name="Identity">Of what it says without links and citations: finds a statement again, on the page or among those a person deleted, when it would be written differently today. 8 hex digits.</param>
/// <param name="IsOrphan">All it rested on is gone: it stays, uncited, until a source says it again.</param>
public readonly record struct OwnedBlock(string Hash, string Identity, bool IsOrphan)
{
    /// <summary>Written or changed to mend something: as long as what it cites holds, ingest leaves it as it is.</summary>
    public bool IsHealed { get; init; }

    public override string ToString() => Hash + Identity + (IsOrphan ? "!" : "") + (IsHealed ? "+" : "");
}

/// <summary>
/// What <c>generated.blocks</c> lists of a page: keys of the front matter with the hash of their value
/// (<c>title=1f3a77c0</c>) and blocks of the body (<c>1f3a77c09c02e41d</c>), also those that a person deleted.
/// </summary>
/// <param name="Blocks">In the order in which they were written.</param>
/// <param name="IsEdited">A person had edited the body when the tool last wrote on it: what is there stays where it is.</param>
public sealed partial record OwnedBlocks(ImmutableArray<OwnedBlock> Blocks, IReadOnlyDictionary<string, string> Keys, bool IsEdited = false)
{
    private const string Edited = "edited";

    private readonly HashSet<string> _hashes = [.. Blocks.Select(block => block.Hash)];

    public static OwnedBlocks Of(FrontMatter head)
    {
        var blocks = ImmutableArray.CreateBuilder<OwnedBlock>();
        var keys = new Dictionary<string, string>();
        var isEdited = false;
        var list = (head.MapOrEmpty["generated"] as YamlMap)?.Text("blocks") ?? "";
        foreach (var entry in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (BlockEntry().IsMatch(entry))
            {
                blocks.Add(new OwnedBlock(entry[..8], entry[8..16], entry.Contains('!', StringComparison.Ordinal)) { IsHealed = entry.EndsWith('+') });
            }
            else if (KeyEntry().IsMatch(entry))
            {
                keys[entry[..entry.IndexOf('=', StringComparison.Ordinal)]] = entry[(entry.IndexOf('=', StringComparison.Ordinal) + 1)..];
            }
            else
            {
                isEdited |= entry == Edited;
            }
        }

        return new OwnedBlocks(blocks.ToImmutable(), keys, isEdited);
    }

    /// <summary>Whether the tool wrote a block of this text. A person may have copied it: see <see cref="PageMerge"/>.</summary>
    public bool Contains(PageBlock block) => _hashes.Contains(block.Hash);

    /// <summary>As it is written on the page, and read by <see cref="Of"/>.</summary>
    public override string ToString() =>
        (IsEdited ? Edited + " " : "") + string.Join(' ', Keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => $"{key.Key}={key.Value}").Concat(Blocks.Select(block => block.ToString())));

    public static string IdentityOf(string plain) => ContentHash.Of(plain).Prefix(8);

    [GeneratedRegex(@"^[0-9a-f]{16}!?\+?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BlockEntry();

    [GeneratedRegex(@"^[A-Za-z][\w-]*=[0-9a-f]{8}\+?\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyEntry();
}
