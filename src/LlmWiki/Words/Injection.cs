using System.Text.RegularExpressions;

namespace LlmWiki.Words;

/// <summary>
/// Recognizes text that speaks to a model and not to a reader. It is not shown to the model, and listed as not used; what is not
/// recognized here still meets the rule that a claim says only what its passages say.
/// </summary>
internal static partial class Injection
{
    public const string Reason = "speaks to a model";

    public static bool IsMeantForModel(string text) => Orders().IsMatch(text) || Roles().IsMatch(text);

    [GeneratedRegex(
        """
        \b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules|guidelines|directions|context|above|everything)\b
        |\b(?:ignorier|vergiss|missacht)\w*\b.{0,50}\b(?:anweisung\w*|vorgaben|regeln|prompts?)\b
        |\b(?:ignore[zr]?|oublie[zr]?)\b.{0,40}\b(?:instructions|consignes)\b
        |\b(?:ignora|olvida|ignore)\b.{0,40}\b(?:instrucciones|indicaciones)\b
        |(?:игнорируй|забудь).{0,40}(?:инструкци|указани)|(?:忽略|无视|忘记).{0,12}(?:指令|指示|提示)|(?:تجاهل|انس).{0,30}(?:التعليمات|الأوامر)
        |\b(?:system|developer)\s+(?:prompt|message|override|instruction)s?\b
        |\byou\s+are\s+(?:now\s+)?(?:an?\s+)?(?:ai|llm|gpt|chatgpt|assistant|language\s+model|chatbot|dan)\b
        |\b(?:as|dear|attention|hey|note\s+to|message\s+to|instructions?\s+(?:for|to))\s+(?:an?\s+|the\s+|any\s+|all\s+)?(?:ai|llms?|gpt|assistant|language\s+models?|chatbots?|summari[sz]ers?|librarian)\b
        |\b(?:ais|llms|assistants|language\s+models|chatbots|models|librarians)\s+(?:must|should|shall|reading|that\s+read|processing)\b
        |\b(?:respond|reply|answer|output|print|return)\s+(?:only|exactly|with\s+(?:only|exactly|the\s+(?:word|text|following)))\b
        |\b(?:reveal|repeat|print|leak|show)\b.{0,30}\b(?:system\s+prompt|your\s+(?:prompt|instructions|rules))\b
        |\b(?:write|add|insert|include|record|state|create|make)\b.{0,30}\b(?:claim|page|wiki|json|article|note|topic|field)s?\b.{0,20}\b(?:that|saying|which\s+says|called|named|titled|about|with)\b
        |\b(?:delete|remove|erase|overwrite|replace)\b.{0,30}\b(?:the\s+wiki|all\s+pages|every\s+page|other\s+pages|all\s+claims|the\s+pages)\b
        |"(?:claims|topic|passages|places|answers)"\s*:
        |\bjailbreak\b|\bprompt\s+injection\b|\bdo\s+anything\s+now\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Orders();

    [GeneratedRegex(
        """<\|[a-z_]+\|?>|\[/?(?:INST|SYSTEM_PROMPT|TOOL_CALLS)\]|<</?SYS>>|<(?:start|end)_of_turn>|^\s*\#{0,4}\s*(?:system|assistant|user|human|instruction|response)\s*:|^\s*(?:BEGIN|END)\s+(?:SYSTEM|PROMPT|INSTRUCTIONS?|PASSAGES?)\b""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Roles();
}
