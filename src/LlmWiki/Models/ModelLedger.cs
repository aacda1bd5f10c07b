using System.Globalization;

namespace LlmWiki.Models;

/// <summary>Counts what the calls of one run take, and ends the run at its limit. Safe for use from several threads.</summary>
/// <param name="limit">Tokens of all prompts and replies; null is no limit.</param>
public sealed class ModelLedger(int? limit = null)
{
    private readonly Lock _lock = new();
    private ModelUsage _usage = ModelUsage.None;
    private long _reserved;

    public ModelUsage Usage
    {
        get
        {
            lock (_lock)
            {
                return _usage;
            }
        }
    }

    /// <summary>
    /// Sets the tokens of a prompt aside before it is sent, until <see cref="Release"/>. Replies are not foreseen, so a run ends at most
    /// by the replies that were under way above its limit.
    /// </summary>
    /// <exception cref="WikiException">They would go beyond the limit.</exception>
    public void Reserve(int promptTokens)
    {
        lock (_lock)
        {
            if (limit is { } most && _usage.Tokens + _reserved + promptTokens > most)
            {
                throw new WikiException(
                    string.Create(CultureInfo.InvariantCulture, $"the limit of {most} tokens a run (model.max_tokens_per_run) is reached: {_usage.Tokens} are used, and the next prompt has about {promptTokens}"),
                    "run the command again to go on, or raise the limit in " + ConfigReader.FileName);
            }

            _reserved += promptTokens;
        }
    }

    public void Release(int promptTokens)
    {
        lock (_lock)
        {
            _reserved -= promptTokens;
        }
    }

    public void Add(ModelUsage used)
    {
        lock (_lock)
        {
            _usage += used;
        }
    }
}
