using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LlmWiki.Cli.Output;

/// <summary>Results for programs.</summary>
internal sealed partial class Printer
{
    private void Json<T>(T value, JsonTypeInfo<T> type) => around.Stdout.WriteLine(JsonSerializer.Serialize(value, type));
}
