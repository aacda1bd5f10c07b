using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlmWiki.Models;

/// <summary>
/// Learns from the words in which a server refuses a request what to leave out. Each word list below was written from answers of the servers
/// named beside it.
/// </summary>
internal static partial class Refusal
{
    private static readonly string[] Efforts = ["none", "minimal", "low"];

    /// <summary>Habits under which the request can be tried again; null where nothing can be left out.</summary>
    /// <param name="guess">
    /// Nothing has been heard of this server yet, so that a refusal that names nothing may be for anything that not all servers know.
    /// </param>
    public static ServerHabits? Learn(ServerHabits habits, OpenAiRequest request, ServerFault fault, bool guess)
    {
        if (fault.Kind is not (FaultKind.Refused or FaultKind.Broken) || fault.Status == 0)
        {
            return null;
        }

        var (text, sent) = (fault.Details, request.Body(habits));
        if (System().IsMatch(text) && habits.SystemRole)
        {
            return habits with { SystemRole = false };
        }

        return Effort(habits, text, sent)
            ?? Limit(habits, text)
            ?? Named(habits, text, sent)
            ?? Format(habits, request, text)
            ?? (guess && fault.Kind == FaultKind.Refused ? Guessed(habits, request, sent) : null);
    }

    private static ServerHabits? Effort(ServerHabits habits, string text, JsonObject sent)
    {
        if (habits.Effort is null || !sent.ContainsKey("reasoning_effort") || !Mentions(text, "reasoning_effort"))
        {
            return null;
        }

        // "Supported values are: 'minimal', 'low' …": the least of them.
        var next = Efforts.SkipWhile(effort => effort != habits.Effort).Skip(1).FirstOrDefault(effort => Mentions(text, effort));
        return habits with { Effort = next };
    }

    private static ServerHabits? Limit(ServerHabits habits, string text) =>
        habits.Limit == OpenAiRequest.OldLimit && Mentions(text, OpenAiRequest.OldLimit) && Mentions(text, OpenAiRequest.NewLimit)
            ? habits with { Limit = OpenAiRequest.NewLimit }
            : null;

    private static ServerHabits? Named(ServerHabits habits, string text, JsonObject sent)
    {
        var name = Parameter(text) is { } parameter && sent.ContainsKey(parameter) && OpenAiRequest.Spare.Contains(parameter)
            ? parameter
            : OpenAiRequest.Spare.FirstOrDefault(spare => sent.ContainsKey(spare) && Mentions(text, spare));
        return name is null ? null : habits with { LeftOut = habits.LeftOut.Add(name) };
    }

    private static ServerHabits? Format(ServerHabits habits, OpenAiRequest request, string text)
    {
        if (request.Schema is not { } schema || habits.FormFor(schema) == JsonForm.Text || !FormatWord().IsMatch(text))
        {
            return null;
        }

        var next = habits.FormFor(schema) + 1;
        return OneSchema().IsMatch(text)
            ? habits with { FormOf = habits.FormOf.SetItem(schema.Text, next) }
            : habits with { Form = next };
    }

    private static ServerHabits? Guessed(ServerHabits habits, OpenAiRequest request, JsonObject sent)
    {
        string[] extras = [.. new[] { "chat_template_kwargs", "stream_options" }.Where(sent.ContainsKey)];
        if (extras.Length > 0 || habits.Effort is not null)
        {
            return habits with { LeftOut = habits.LeftOut.Union(extras), Effort = null };
        }

        return request.Schema is { } schema && habits.FormFor(schema) != JsonForm.Text ? habits with { Form = habits.FormFor(schema) + 1 } : null;
    }

    /// <summary>The parameter that OpenAI's form of an error names.</summary>
    private static string? Parameter(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.GetProperty("error").GetProperty("param").GetString();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A name with an underscore as a word, any other only in quotes: "stop" is a word of English too.</summary>
    private static bool Mentions(string text, string name) => name.Contains('_', StringComparison.Ordinal) || name == "temperature"
        ? Regex.IsMatch(text, $@"(?<![\w]){name}(?![\w])", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))
        : Regex.IsMatch(text, $"""['"`\\]{name}\\?['"`]""", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    // Gemma's chat template, in llama-server and vLLM.
    [GeneratedRegex(@"system role not supported|(doesn't|does not) support system|system messages? (is|are) not supported", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex System();

    // OpenAI, DeepSeek ("This response_format type is unavailable now"), LM Studio ("'response_format.type' must be …"), vLLM, llama-server
    // ("response_format type must be one of", "Failed to parse grammar"), Ollama ("invalid format").
    [GeneratedRegex(@"response_format|json_schema|json_object|json schema|grammar|structured output|guided|invalid format|schema", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FormatWord();

    // OpenAI ("Invalid schema for response_format 'x': … 'maxLength' is not permitted"), llama-server, vLLM with xgrammar.
    [GeneratedRegex(@"invalid schema|invalid json schema|unrecognized schema|schema conversion|parse grammar|not permitted|xgrammar|schema contains|schema is too|too (large|complex)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OneSchema();
}
