using System.Globalization;

namespace LlmWiki.Models;

/// <summary>What a person is told of a <see cref="ServerFault"/>, and what they can do.</summary>
internal static class FaultMessage
{
    /// <param name="models">Those the server has; empty where it does not say.</param>
    public static WikiException Of(ServerFault fault, OpenAiServer server, IReadOnlyList<string> models)
    {
        var (message, hint) = fault.Kind switch
        {
            FaultKind.Key => Key(fault, server),
            FaultKind.NotFound => NotFound(fault, server, models),
            FaultKind.Unreachable => ($"no model server answers at {server.BaseUrl}: {fault.Message}", "start it, or change model.base_url"),
            FaultKind.Tls => ($"no secure connection to {server.BaseUrl}: {fault.Message}", "check the server's certificate; a server without one takes http:// in model.base_url"),
            FaultKind.NotAnApi => ($"{server.BaseUrl} does not answer as a model server does: {Said(fault)}", "check model.base_url, and a proxy in between"),
            FaultKind.Context => ($"the prompt is too long for {server}: {Said(fault)}", "lower model.context to what the server gives the model, or raise it there"),
            FaultKind.Quota => ($"the account at {server.BaseUrl} is used up: {Said(fault)}", "see the account's limits at the provider"),
            FaultKind.Busy => ($"{server.BaseUrl} asks to slow down: {Said(fault)}", Wait(fault) ?? "lower model.concurrency, or try again later; what was done so far is kept"),
            FaultKind.Timeout => (string.Create(CultureInfo.InvariantCulture, $"{server} sent nothing for {server.Timeout.TotalSeconds} s"), "is the model too large for the machine? otherwise raise model.timeout_s"),
            FaultKind.Cut => ($"{server} breaks off its replies: {fault.Message}", "see the server's own log"),
            FaultKind.Broken => ($"{server} fails: {Said(fault)}", "see the server's own log"),
            _ => ($"{server} does not take the request: {Said(fault)}", "see the server's own log"),
        };
        return new WikiException(message, hint, fault);
    }

    private static (string Message, string Hint) Key(ServerFault fault, OpenAiServer server) => server.Key is null
        ? ($"{server.BaseUrl} asks for a key, and the environment variable {server.KeyEnv} has none", $"set {server.KeyEnv}, or name another variable in model.key_env")
        : fault.Status == 401
            ? ($"{server.BaseUrl} does not take the key in the environment variable {server.KeyEnv}", "check the key, and that it is one of this server's")
            : ($"the key in the environment variable {server.KeyEnv} may not use {server}: {Said(fault)}", "check what the key is allowed to do");

    private static (string Message, string Hint) NotFound(ServerFault fault, OpenAiServer server, IReadOnlyList<string> models)
    {
        if (models.Count > 0)
        {
            var near = Text.EditDistance.Nearest(server.Model, models) is { } meant && meant != server.Model ? $" (did you mean '{meant}'?)" : "";
            return ($"{server.BaseUrl} has no model '{server.Model}'{near}", $"model.name is one of: {string.Join(", ", models.Take(10))}{(models.Count > 10 ? ", …" : "")}");
        }

        return ($"{server.BaseUrl} has no model '{server.Model}', or is not the address of its API: {Said(fault)}", "load the model there (Ollama: 'ollama pull'), and check model.name and model.base_url");
    }

    private static string? Wait(ServerFault fault) => fault.RetryAfter is { } wait && wait > Retries.LongestWait
        ? string.Create(CultureInfo.InvariantCulture, $"it asks to be left alone for {Math.Ceiling(wait.TotalSeconds)} s: run the command again then; what was done so far is kept")
        : null;

    private static string Said(ServerFault fault)
    {
        var status = fault.Status is 0 or 200 ? "" : string.Create(CultureInfo.InvariantCulture, $"{fault.Status}");
        return (status, fault.Message) switch
        {
            ("", "") => "nothing",
            ("", var text) => text,
            (var code, "") => code,
            var (code, text) => $"{code} {text}",
        };
    }
}
