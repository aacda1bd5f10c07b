using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>Fixes that do not meet each other.</summary>
internal sealed class FixBatch
{
    private readonly Dictionary<RelPath, List<TextEdit>> _edits = [];

    // Pages that one fix makes or takes away are its own.
    private readonly HashSet<RelPath> _whole = [];

    public List<Fix> Fixes { get; } = [];

    /// <summary>False where the fix meets one that is in.</summary>
    public bool TryAdd(Fix fix)
    {
        var whole = fix.Made.Select(page => page.Path).Concat(fix.Removed).ToList();
        if (fix.Pages.Any(_whole.Contains) || whole.Exists(_edits.ContainsKey) || fix.Edits.Any(edit => _edits.TryGetValue(edit.Page, out var here) && here.Exists(edit.Meets)))
        {
            return false;
        }

        _whole.UnionWith(whole);

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
