namespace Rayforce.Architecture.Tests.Toys;

/// <summary>Refers to one toy in each way that there is.</summary>
[Mark(typeof(InAttribute))]
internal sealed class Referring<T> : Base, IInterface
    where T : Constraint
{
    private readonly Field _field = new();
    private readonly List<Argument> _arguments = [];
    private readonly Element[] _elements = [];

    public Property? Property { get; set; }

    public Returned? Return(Parameter parameter)
    {
        try
        {
            Called.Call<CalledArgument>();
        }
        catch (Caught)
        {
            return null;
        }

        Local? local = default;
        Use(ref local);
        Func<object> late = () => new InLambda();
        return new Created().Equals(_field) && _arguments.Count == _elements.Length && late() == parameter
            ? null
            : Describe(typeof(Named));
    }

    public static IEnumerable<object> Iterate()
    {
        yield return new InIterator();
    }

    private static Returned? Describe(Type type) => type.IsAbstract ? null : new Returned();

    private static void Use(ref Local? local) => local = null;

    private sealed class Nested
    {
        public InNested? Inner { get; set; }
    }
}
