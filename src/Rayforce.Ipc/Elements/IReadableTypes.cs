namespace Rayforce;

/// <summary>
/// Takes the .NET types that elements can be read as. Each comes as a type argument, so that trimming and native AOT
/// keep the code that is made for it.
/// </summary>
internal interface IReadableTypes
{
    /// <summary>Takes a type; one may come more than once.</summary>
    void Add<T>()
        where T : struct;
}
