using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary><c>llama_token_data</c>: a candidate for the next token.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TokenData
{
    public int Id;
    public float Logit;
    public float Probability;
}

/// <summary><c>llama_token_data_array</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal unsafe struct TokenDataArray
{
    [FieldOffset(0)] public TokenData* Data;
    [FieldOffset(8)] public nint Size;
    [FieldOffset(16)] public long Selected;
    [FieldOffset(24)] public byte Sorted;
}

/// <summary><c>llama_batch</c>, passed by value.</summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal unsafe struct NativeBatch
{
    [FieldOffset(0)] public int Count;
    [FieldOffset(8)] public int* Tokens;
    [FieldOffset(16)] public float* Embeddings;
    [FieldOffset(24)] public int* Positions;
    [FieldOffset(32)] public int* SequenceCounts;
    [FieldOffset(40)] public int** Sequences;
    [FieldOffset(48)] public sbyte* Outputs;
}
