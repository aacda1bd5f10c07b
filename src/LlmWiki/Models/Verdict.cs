using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>Whether a reply is of use.</summary>
/// <param name="Text">The reply, mended where it had to be; as it came where it is cut off.</param>
/// <param name="Problem">Why it is of none, as a half sentence; null where it is.</param>
internal sealed record Verdict(string Text, ChatFinishReason Finish, string? Problem)
{
    public static Verdict Of(Reply reply, OpenAiRequest request)
    {
        if (reply.Finish != ChatFinishReason.Stop)
        {
            return new Verdict(reply.Text, reply.Finish, null);
        }

        if (reply.Refusal != "" && reply.Text.Trim() == "")
        {
            return new Verdict("", ChatFinishReason.Stop, "the model refuses: " + reply.Refusal);
        }

        return request.Schema is { } schema ? UnderSchema(reply, schema) : Plain(reply);
    }

    private static Verdict Plain(Reply reply)
    {
        var finish = reply.IsFull ? ChatFinishReason.Length : ChatFinishReason.Stop;
        return new Verdict(reply.Text, finish, reply.Text.Trim() == "" && !reply.IsFull ? "the reply is empty" : null);
    }

    private static Verdict UnderSchema(Reply reply, ReplySchema schema)
    {
        var text = reply.Text;
        var json = ReplyJson.Of(text, schema);
        if (json.Text is null && text.Trim() == "")
        {
            // Some servers take the whole reply of a thinking model for its thinking, some models answer with a call of a tool.
            json = reply.Elsewhere.Select(other => ReplyJson.Of(Thinking.Cut(other), schema)).FirstOrDefault(other => other.Text is not null, json);
        }

        // Mended, it may be a reply whose end is missing, whatever the server says.
        return reply.IsFull && json.Text != text.Trim()
            ? new Verdict(text, ChatFinishReason.Length, null)
            : new Verdict(json.Text ?? text, ChatFinishReason.Stop, json.Problem);
    }
}
