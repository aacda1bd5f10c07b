namespace LlmWiki.TinyModels; internal static class Placeholder;
