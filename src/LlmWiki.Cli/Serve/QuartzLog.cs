using LlmWiki.Cli.Output;
using Microsoft.Extensions.Logging;

namespace LlmWiki.Cli.Serve;

/// <summary>What Quartz warns of, in our log; the rest of what it tells is not for the person who runs a wiki.</summary>
internal sealed class QuartzLog(ServeLog log) : ILoggerFactory, ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // A job that is cut off ends with this, and has told so itself.
        if (IsEnabled(logLevel) && exception is not OperationCanceledException)
        {
            log.Scheduler(logLevel >= LogLevel.Error, formatter(state, exception) + (exception is null ? "" : $": {exception.GetBaseException().Message}"));
        }
    }

    public void Dispose()
    {
    }
}
