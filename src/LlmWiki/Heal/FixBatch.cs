using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>Fixes that do not meet each other.</summary>
internal sealed class FixBatch
{
    private readonly Dictionary<RelPath, List<TextEdit>> _edits = [];

    public List<Fix> Fixes { get; } = [];

    /// <summary>False where the fix meets one that is in.</summary>
    public bool TryAdd(Fix fix)
    {
        if (fix.Edits.Any(edit => _edits.TryGetValue(edit.Page, out var here) && here.Exists(edit.Meets)))
        {
            return false;
        }

        foreach (var edit in fix.Edits)
        {
            if (!_edits.TryGetValue(edit.Page, out var here))
            {
                _edits[edit.Page] = here = [];
            }

            here.Add(edit);
        }

        Fixes.Add(fix);
        return true;
    }
}
