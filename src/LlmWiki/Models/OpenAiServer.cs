namespace LlmWiki.Models;

/// <summary>An OpenAI-compatible server and how it is to be used. What it prints as has no key in it.</summary>
public sealed class OpenAiServer
{
    /// <summary>As <see cref="Models.BaseUrl.Read"/> gives it.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>What the server calls the model.</summary>
    public required string Model { get; init; }

    /// <summary>The environment variable the key came from, for messages.</summary>
    public string KeyEnv { get; init; } = "OPENAI_API_KEY";

    /// <summary>Calls at one time.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long the server may send nothing of a reply.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Tokens one reply may have, thinking included.</summary>
    public int MaxTokensPerCall { get; init; } = 4096;

    /// <summary>Null where the server takes calls without one.</summary>
    internal string? Key { get; private init; }

    /// <summary>The server that the configuration names.</summary>
    /// <param name="key">What the environment variable <see cref="ModelConfig.KeyEnv"/> holds; null or blank where it is not set.</param>
    /// <exception cref="WikiException">Address or model is missing, or the key has characters that no key has.</exception>
    public static OpenAiServer From(ModelConfig config, string? key)
    {
        if (config.BaseUrl is null || config.Name is null)
        {
            throw new WikiException(
                $"'model.{(config.BaseUrl is null ? "base_url" : "name")}' is not set in {ConfigReader.FileName}",
                "the openai engine needs both, such as 'base_url: http://localhost:11434' and 'name: qwen3:4b'");
        }

        key = key?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        if (key is not null && key.Any(letter => letter is <= ' ' or >= '\x7f'))
        {
            throw new WikiException($"the key in the environment variable {config.KeyEnv} has spaces, line ends or letters that keys do not have", "set it again");
        }

        return new OpenAiServer
        {
            BaseUrl = config.BaseUrl,
            Model = config.Name,
            KeyEnv = config.KeyEnv,
            Concurrency = config.Concurrency,
            Timeout = TimeSpan.FromSeconds(config.TimeoutSeconds),
            MaxTokensPerCall = config.MaxTokensPerCall,
            Key = key,
        };
    }

    /// <summary>A text of the server's without the key, which some servers quote when they refuse it.</summary>
    internal string WithoutKey(string text) => Key is null ? text : text.Replace(Key, "***", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Model} at {BaseUrl}";
}
