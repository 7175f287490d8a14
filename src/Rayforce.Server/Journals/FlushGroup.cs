using System.Buffers;

namespace Rayforce.Server.Journals;

/// <summary>What one flush brings to the disk: the changes of all that wait for it.</summary>
internal sealed class FlushGroup
{
    private readonly ArrayBufferWriter<byte> _entries = new();
    private readonly List<Action> _publications = [];
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether somebody waits.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>What is to be written before the flush.</summary>
    public ReadOnlySpan<byte> Entries => _entries.WrittenSpan;

    /// <summary>Waits for the flush.</summary>
    public Task Join()
    {
        IsAwaited = true;
        return _kept.Task;
    }

    /// <summary>Has an entry written, and waits for the flush.</summary>
    /// <param name="entry">A frame.</param>
    /// <param name="publish">To be called after it, in the order in which they were added.</param>
    public Task Join(ReadOnlySpan<byte> entry, Action publish)
    {
        _entries.Write(entry);
        _publications.Add(publish);
        return Join();
    }

    /// <summary>It is on the disk.</summary>
    public void Succeed()
    {
        foreach (var publish in _publications)
            publish();
        _kept.SetResult();
    }

    /// <summary>It is not.</summary>
    public void Fail(IOException cause)
    {
        _kept.SetException(cause);
        // Not everybody who waits has to ask how it went.
        _ = _kept.Task.Exception;
    }
}
