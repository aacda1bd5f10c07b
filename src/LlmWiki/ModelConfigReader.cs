using System.Text.RegularExpressions;
using LlmWiki.Models;
using LlmWiki.Pages;

namespace LlmWiki;

/// <summary>Reads what stands below <c>model:</c>.</summary>
internal static partial class ModelConfigReader
{
    private const string KeyInFile = "keys do not belong into a file that git keeps: put it into the environment variable and name it in key_env";

    private static readonly string[] Keys =
    [
        "engine", "path", "template", "context", "gpu", "workers", "threads", "slots", "kv", "embedding",
        "base_url", "name", "key_env", "concurrency", "timeout_s", "max_tokens_per_call", "max_tokens_per_run",
    ];

    public static ModelConfig Read(YamlValue value, ConfigProblems problems)
    {
        var config = new ModelConfig();
        if (value is not YamlMap map)
        {
            if (value is not YamlScalar { Text: "" })
            {
                problems.Add(value, "'model' takes keys below it, such as 'engine: auto'");
            }

            return config;
        }

        foreach (var (key, inner) in problems.Known(map, Keys, key => SecretName().IsMatch(key) ? KeyInFile : null))
        {
            config = Server(config, key, inner, problems) ?? Local(config, key, inner, problems);
        }

        CheckServer(map, problems);
        return config;
    }

    private static ModelConfig Local(ModelConfig config, string key, YamlValue value, ConfigProblems problems) => key switch
    {
        "engine" => config with { Engine = problems.Choice("model.engine", value, "auto", "llama", "openai", "extractive") ?? config.Engine },
        "path" => config with { Path = problems.Phrase("model.path", value) },
        "template" => config with { Template = problems.Phrase("model.template", value) },
        "context" => config with { Context = problems.Number("model.context", value, 2048, 1_048_576) ?? config.Context },
        "gpu" => config with { GpuLayers = Layers(value, problems) },
        "workers" => config with { Workers = problems.Number("model.workers", value, 1, 64) },
        "threads" => config with { Threads = problems.Number("model.threads", value, 1, 256) },
        "slots" => config with { Slots = problems.Number("model.slots", value, 1, 64) },
        "kv" => config with { Kv = problems.Choice("model.kv", value, "f16", "q8_0") == "q8_0" ? KvType.Q8 : KvType.F16 },
        _ => config with { Embedding = problems.Phrase("model.embedding", value) },
    };

    private static ModelConfig? Server(ModelConfig config, string key, YamlValue value, ConfigProblems problems) => key switch
    {
        "base_url" => config with { BaseUrl = Url(value, problems) },
        "name" => config with { Name = problems.Phrase("model.name", value) },
        "key_env" => config with { KeyEnv = problems.Variable("model.key_env", value, config.KeyEnv, KeyInFile) ?? config.KeyEnv },
        "concurrency" => config with { Concurrency = problems.Number("model.concurrency", value, 1, 64) ?? config.Concurrency },
        "timeout_s" => config with { TimeoutSeconds = problems.Number("model.timeout_s", value, 1, 3600) ?? config.TimeoutSeconds },
        "max_tokens_per_call" => config with { MaxTokensPerCall = problems.Number("model.max_tokens_per_call", value, 16, 131_072) ?? config.MaxTokensPerCall },
        "max_tokens_per_run" => config with { MaxTokensPerRun = problems.Number("model.max_tokens_per_run", value, 1000, int.MaxValue) },
        _ => null,
    };

    private static int? Layers(YamlValue value, ConfigProblems problems) => value switch
    {
        YamlScalar { Text: "auto" } => null,
        YamlScalar { Text: "off" } => 0,
        _ => problems.Number("model.gpu", value, 0, 1000, "auto or off or "),
    };

    // A message does not show what stands in the file: it may be the key itself.
    private static Uri? Url(YamlValue value, ConfigProblems problems)
    {
        if (problems.Phrase("model.base_url", value) is not { } text)
        {
            return null;
        }

        var (url, problem) = BaseUrl.Read(text);
        if (problem is not null)
        {
            problems.Add(value, $"'model.base_url' {problem}");
        }

        return url;
    }

    private static void CheckServer(YamlMap map, ConfigProblems problems)
    {
        if (map.Text("engine") != "openai")
        {
            return;
        }

        foreach (var (key, example) in ((string, string)[])[("base_url", "http://localhost:11434"), ("name", "qwen3:4b")])
        {
            if (map[key] is null or YamlScalar { Text: "" })
            {
                problems.Add(map["engine"]!, $"'model.engine: openai' needs 'model.{key}' too, such as '{key}: {example}'");
            }
        }
    }

    [GeneratedRegex("^(?:api|openai|access|secret|auth|bearer)?[_-]?(?:api[_-]?)?(?:key|token|secret|password|authorization)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
