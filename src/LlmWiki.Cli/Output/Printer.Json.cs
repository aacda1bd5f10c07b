using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LlmWiki.Cli.Output;

/// <summary>Results for programs.</summary>
internal sealed partial class Printer
{
    // Letters of all scripts as they are: this goes to a pipe, not into a web page.
    private static readonly JsonShapes Shapes = new(new JsonSerializerOptions(JsonShapes.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private void Json<T>(T value, JsonTypeInfo<T> type) => around.Stdout.WriteLine(JsonSerializer.Serialize(value, type));
}
