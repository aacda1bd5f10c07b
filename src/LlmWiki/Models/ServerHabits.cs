using System.Collections.Immutable;

namespace LlmWiki.Models;

/// <summary>How a reply is held to its schema, from the best way to the last.</summary>
internal enum JsonForm
{
    /// <summary>json_schema with <c>strict</c>, for schemas that are strict in OpenAI's sense.</summary>
    Strict,

    /// <summary>json_schema.</summary>
    Schema,

    /// <summary>json_object, and the schema in the prompt.</summary>
    Object,

    /// <summary>The schema in the prompt only.</summary>
    Text,
}

/// <summary>What a server takes, as far as it has shown. It starts with all that is of use; what is refused is left out from then on.</summary>
internal sealed record ServerHabits
{
    public JsonForm Form { get; init; } = JsonForm.Strict;

    /// <summary>Schemas (as text) that the server refuses for something in them, and what they are sent as.</summary>
    public ImmutableDictionary<string, JsonForm> FormOf { get; init; } = ImmutableDictionary<string, JsonForm>.Empty;

    /// <summary>It takes a schema and replies as it likes: the prompt has to say it too.</summary>
    public bool IgnoresSchema { get; init; }

    /// <summary>Parameters it does not know.</summary>
    public ImmutableHashSet<string> LeftOut { get; init; } = [];

    /// <summary>The least it takes for <c>reasoning_effort</c>; null where it does not know it.</summary>
    public string? Effort { get; init; } = "none";

    /// <summary>What it calls the limit of a reply's tokens.</summary>
    public string Limit { get; init; } = OpenAiRequest.OldLimit;

    /// <summary>Its model's chat template has a place for a system message.</summary>
    public bool SystemRole { get; init; } = true;

    public JsonForm FormFor(ReplySchema schema)
    {
        var form = FormOf.TryGetValue(schema.Text, out var own) && own > Form ? own : Form;
        return form == JsonForm.Strict && !schema.IsStrict ? JsonForm.Schema : form;
    }
}
