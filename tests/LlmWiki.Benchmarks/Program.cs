using System.Globalization;
using LlmWiki.Benchmarks;

switch (args)
{
    case ["corpus", var folder, var articles, .. var rest]:
        Corpus.Write(folder, int.Parse(articles, CultureInfo.InvariantCulture), rest is [var words] ? int.Parse(words, CultureInfo.InvariantCulture) : 4_000);
        return 0;
    case ["shape", var folder, var shape, var quarters]:
        Directory.CreateDirectory(folder);
        Shapes.All[int.Parse(shape, CultureInfo.InvariantCulture)].Write(folder, int.Parse(quarters, CultureInfo.InvariantCulture));
        return 0;
    case ["child", var folder, .. var rest]:
        return Child.Ingest(folder, rest.FirstOrDefault());
    default:
        Console.Error.WriteLine("benchmarks: ingest [--sources 100] [--words 4000]");
        return 2;
}
