namespace Rayforce.Rayfall.Interpreting;

/// <summary>Where changes are kept before others see them.</summary>
internal interface IChangeKeeper
{
    /// <summary>Whether changes that were taken could not be kept.</summary>
    bool HasLost { get; }

    /// <summary>Goes back to the last change that was kept.</summary>
    /// <exception cref="IOException">That cannot be done now.</exception>
    void Recover();

    /// <summary>Takes a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="publish">Lets others see it.</param>
    /// <returns>Completes when it is kept.</returns>
    /// <exception cref="IOException">It is not taken.</exception>
    /// <exception cref="ArgumentException">It is too large.</exception>
    Task AppendAsync(Change change, Action publish);
}
