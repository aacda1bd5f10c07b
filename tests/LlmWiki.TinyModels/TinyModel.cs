using System.Security.Cryptography;
using System.Text;

namespace LlmWiki.TinyModels;

/// <summary>Makes model files (GGUF version 3) with random weights, so that tests and benchmarks need no download.</summary>
public static class TinyModel
{
    // Part of the names in the temp folder: raise it when the bytes for a shape change.
    private const int FormatVersion = 1;

    /// <summary>Writes the model, a megabyte at a time, over what stands at <paramref name="path"/>.</summary>
    public static void Write(string path, ModelShape shape)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var tensors = TensorList.Of(shape);
        using (var metadata = Metadata.Of(shape))
        {
            stream.Write(metadata.ToBytes(tensors));
        }

        var weights = new RandomWeights(stream, shape.Seed, shape.Spread);
        foreach (var tensor in tensors)
        {
            weights.Write(tensor);
        }
    }

    /// <summary>
    /// The path of this model in the temp folder, where it is written when it is not there yet. Processes that race all get a
    /// whole file. Do not change it: others use it.
    /// </summary>
    public static string InTemp(ModelShape shape)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "llmwiki-models")).FullName;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{FormatVersion} {shape}")));
        var path = Path.Combine(folder, $"{shape.Architecture}-{hash[..16]}.gguf");
        if (!File.Exists(path))
        {
            WriteAndRename(path, shape);
        }

        return path;
    }

    private static void WriteAndRename(string path, ModelShape shape)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Write(temporary, shape);
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its bytes are the same.
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
