namespace LlmWiki.Llama.Gguf;

/// <summary>A way to store weights: so many in a block, and so many bytes for each block.</summary>
internal sealed record TensorType(string Name, int BlockElements, int BlockBytes)
{
    /// <summary>By ggml's numbers, as of ggml 0.24 (llama.cpp 0.4.0) and asked of that library. Those that are missing are gone, or never stand in files.</summary>
    private static readonly Dictionary<uint, TensorType> Known = new()
    {
        [0] = new("F32", 1, 4),
        [1] = new("F16", 1, 2),
        [2] = new("Q4_0", 32, 18),
        [3] = new("Q4_1", 32, 20),
        [6] = new("Q5_0", 32, 22),
        [7] = new("Q5_1", 32, 24),
        [8] = new("Q8_0", 32, 34),
        [10] = new("Q2_K", 256, 84),
        [11] = new("Q3_K", 256, 110),
        [12] = new("Q4_K", 256, 144),
        [13] = new("Q5_K", 256, 176),
        [14] = new("Q6_K", 256, 210),
        [16] = new("IQ2_XXS", 256, 66),
        [17] = new("IQ2_XS", 256, 74),
        [18] = new("IQ3_XXS", 256, 98),
        [19] = new("IQ1_S", 256, 50),
        [20] = new("IQ4_NL", 32, 18),
        [21] = new("IQ3_S", 256, 110),
        [22] = new("IQ2_S", 256, 82),
        [23] = new("IQ4_XS", 256, 136),
        [24] = new("I8", 1, 1),
        [25] = new("I16", 1, 2),
        [26] = new("I32", 1, 4),
        [27] = new("I64", 1, 8),
        [28] = new("F64", 1, 8),
        [29] = new("IQ1_M", 256, 56),
        [30] = new("BF16", 1, 2),
        [34] = new("TQ1_0", 256, 54),
        [35] = new("TQ2_0", 256, 66),
        [39] = new("MXFP4", 32, 17),
        [40] = new("NVFP4", 64, 36),
        [41] = new("Q1_0", 128, 18),
        [42] = new("Q2_0", 64, 18),
    };

    private static readonly string[] Gone = ["Q4_2", "Q4_3", "Q4_0_4_4", "Q4_0_4_8", "Q4_0_8_8", "IQ4_NL_4_4", "IQ4_NL_4_8", "IQ4_NL_8_8"];

    /// <summary>llama.cpp's names for what most weights of a file are, by <c>general.file_type</c>.</summary>
    private static readonly Dictionary<long, string> Files = new()
    {
        [0] = "F32",
        [1] = "F16",
        [2] = "Q4_0",
        [3] = "Q4_1",
        [7] = "Q8_0",
        [8] = "Q5_0",
        [9] = "Q5_1",
        [10] = "Q2_K",
        [11] = "Q3_K_S",
        [12] = "Q3_K_M",
        [13] = "Q3_K_L",
        [14] = "Q4_K_S",
        [15] = "Q4_K_M",
        [16] = "Q5_K_S",
        [17] = "Q5_K_M",
        [18] = "Q6_K",
        [19] = "IQ2_XXS",
        [20] = "IQ2_XS",
        [21] = "Q2_K_S",
        [22] = "IQ3_XS",
        [23] = "IQ3_XXS",
        [24] = "IQ1_S",
        [25] = "IQ4_NL",
        [26] = "IQ3_S",
        [27] = "IQ3_M",
        [28] = "IQ2_S",
        [29] = "IQ2_M",
        [30] = "IQ4_XS",
        [31] = "IQ1_M",
        [32] = "BF16",
        [36] = "TQ1_0",
        [37] = "TQ2_0",
        [38] = "MXFP4_MOE",
        [39] = "NVFP4",
        [40] = "Q1_0",
    };

    /// <summary>True for numbers that can be multiplied as weights; the others are indexes and tables.</summary>
    public bool IsWeight => Name is not ("I8" or "I16" or "I32" or "I64" or "F64");

    public static TensorType? Find(uint number) => Known.GetValueOrDefault(number);

    /// <summary>The name of a kind that llama.cpp has dropped; null where the number never was one.</summary>
    public static string? NameOfGone(uint number) => number switch
    {
        4 or 5 => Gone[number - 4],
        >= 31 and <= 33 => Gone[number - 29],
        >= 36 and <= 38 => Gone[number - 31],
        _ => null,
    };

    public static string? NameOfFile(long? fileType) => fileType is { } number ? Files.GetValueOrDefault(number) : null;
}
