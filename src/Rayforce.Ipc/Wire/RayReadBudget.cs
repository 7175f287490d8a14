namespace Rayforce.Ipc;

/// <summary>
/// What decoding one payload may use up. A payload can be far smaller than the objects that it makes: a list of nulls
/// takes a byte for each, and 8 in memory.
/// </summary>
/// <param name="maxMemory">
/// The bytes of memory that the objects may take, about; beyond it decoding fails with
/// <see cref="WireStatus.TooMuchMemory"/>.
/// </param>
/// <param name="check">
/// Called every few thousand objects; what it throws, an <see cref="OperationCanceledException"/> for example, ends
/// decoding. Null for nothing.
/// </param>
public sealed class RayReadBudget(long maxMemory, Action? check = null)
{
    /// <summary>What an object takes beside its elements, about.</summary>
    internal const int ObjectSize = 32;

    private const int ObjectsBetweenChecks = 4096;

    private int _objects;

    /// <summary>The bytes that may still be used.</summary>
    public long Left { get; private set; } = maxMemory;

    /// <summary>Counts an object.</summary>
    /// <returns>Whether there is memory for it.</returns>
    internal bool TryChargeObject()
    {
        if (++_objects % ObjectsBetweenChecks == 0)
            check?.Invoke();
        return TryCharge(1, ObjectSize);
    }

    /// <summary>Counts elements that are about to be allocated.</summary>
    /// <returns>Whether there is memory for them.</returns>
    internal bool TryCharge(int count, int size)
    {
        var bytes = (long)count * size;
        if (bytes > Left)
            return false;
        Left -= bytes;
        return true;
    }
}
