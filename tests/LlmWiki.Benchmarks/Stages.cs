using System.Diagnostics;
using System.Globalization;
using LlmWiki.Ingest;
using LlmWiki.Storage;

namespace LlmWiki.Benchmarks;

/// <summary>An ingest in this process, as <c>wiki ingest</c> runs it, with the time each stage took: to be run under a profiler.</summary>
internal static class Stages
{
    public static int Ingest(string folder, string? at)
    {
        var watch = Stopwatch.StartNew();
        using var wiki = WikiFolder.Open(folder, warn: Console.Error.WriteLine);
        var stages = new Starts(watch);
        TimeProvider time = at is null ? TimeProvider.System : new Fixed(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        var report = new IngestRun(wiki, time).Run(new IngestOptions(), stages);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"sources={report.Sources.Length} created={report.Created} changed={report.Changed} statements={report.Statements} citations={report.Citations} skipped={report.Skipped.Length} passages={report.Outcomes.Sum(outcome => outcome.Passages)} cited={report.Outcomes.Sum(outcome => outcome.Cited)}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{stages} total={watch.ElapsedMilliseconds} ms, allocated={GC.GetTotalAllocatedBytes() >> 20} MB, gen0={GC.CollectionCount(0)} gen1={GC.CollectionCount(1)} gen2={GC.CollectionCount(2)} jit={System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds:0} ms, {System.Runtime.JitInfo.GetCompiledMethodCount()} methods, pause={GC.GetTotalPauseDuration().TotalMilliseconds:0} ms"));
        return 0;
    }

    private sealed class Fixed(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    private sealed class Starts(Stopwatch watch) : IProgress<IngestProgress>
    {
        private readonly string?[] _started = new string?[3];

        public void Report(IngestProgress value)
        {
            if (_started[(int)value.Stage] is null)
            {
                using var process = Process.GetCurrentProcess();
                Interlocked.CompareExchange(ref _started[(int)value.Stage], string.Create(CultureInfo.InvariantCulture, $"{value.Stage} from {watch.ElapsedMilliseconds} ms, peak {process.PeakWorkingSet64 >> 20} MB; "), null);
            }
        }

        public override string ToString() => string.Concat(_started);
    }
}
