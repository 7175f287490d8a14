namespace Rayforce.Cli.Commands;

/// <summary>
/// Sees to it that the server takes the memory that its data and requests need. Of itself the collector lets gigabytes of
/// large objects lie that nobody needs any more, and keeps for later what it has freed, for as long as nothing happens.
/// </summary>
internal sealed class ServedMemory : IAsyncDisposable
{
    /// <summary>So much that nobody needs may lie there, in bytes.</summary>
    private const long MostGarbage = 256L << 20;

    /// <summary>Where less is allocated between two looks, little happens.</summary>
    private const long Little = 4L << 20;

    /// <summary>For so many looks little has to happen before everything stops for a moment.</summary>
    private const int Rest = 8;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly PeriodicTimer _timer = new(LookAgain);
    private readonly Task _looking;

    public ServedMemory() => _looking = LookAsync();

    /// <summary>Looks no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _looking;
    }

    private async Task LookAsync()
    {
        var (allocated, quiet) = (GC.GetTotalAllocatedBytes(), 0);
        while (await _timer.WaitForNextTickAsync())
        {
            var before = allocated;
            allocated = GC.GetTotalAllocatedBytes();
            quiet = allocated - before < Little ? quiet + 1 : 0;
            var (used, needed) = (GC.GetTotalMemory(forceFullCollection: false), GetNeeded());
            var held = Math.Max(used, GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes);
            // No other mode gives free memory back before many more collections. It stops everything for as long as that takes.
            if (quiet == Rest && held - needed > MostGarbage)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            else if (used - needed > MostGarbage)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
    }

    /// <summary>What was needed when somebody looked last at everything.</summary>
    private static long GetNeeded()
    {
        var (blocking, background) = (GC.GetGCMemoryInfo(GCKind.FullBlocking), GC.GetGCMemoryInfo(GCKind.Background));
        var last = blocking.Index > background.Index ? blocking : background;
        return last.HeapSizeBytes - last.FragmentedBytes;
    }
}
