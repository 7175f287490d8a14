namespace Rayforce.Server;

/// <summary>
/// A frame that waits for any number of clients, and lies in memory once. The memory counts until the last of them is
/// done with it.
/// </summary>
internal sealed class SharedFrame
{
    /// <summary>What a frame takes in a queue, in bytes.</summary>
    private const int PlaceSize = 16;

    private readonly BacklogRules _rules;
    private readonly long _size;
    private int _holders;

    /// <param name="bytes">The frame.</param>
    /// <param name="holders">For how many clients it waits.</param>
    /// <param name="rules">Counts the memory.</param>
    /// <exception cref="ArgumentException">There is no memory for it.</exception>
    public SharedFrame(byte[] bytes, int holders, BacklogRules rules)
    {
        Bytes = bytes;
        _holders = holders;
        _rules = rules;
        _size = bytes.Length + ((long)holders * PlaceSize);
        rules.MakeRoom(_size);
        rules.Count(_size);
    }

    public byte[] Bytes { get; }

    /// <summary>So many clients are done with it.</summary>
    public void Release(int holders = 1)
    {
        if (holders > 0 && Interlocked.Add(ref _holders, -holders) == 0)
            _rules.Count(-_size);
    }
}
