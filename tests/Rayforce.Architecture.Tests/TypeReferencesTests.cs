using Mono.Cecil;
using Rayforce.Architecture.Tests.Toys;

namespace Rayforce.Architecture.Tests;

/// <summary>Each kind of reference is seen, on a toy that refers to another toy in each of these ways.</summary>
public sealed class TypeReferencesTests
{
    private static readonly IReadOnlySet<string> Found = FindIn(typeof(Referring<>));

    [Theory]
    [InlineData(typeof(Base))]
    [InlineData(typeof(IInterface))]
    [InlineData(typeof(Constraint))]
    [InlineData(typeof(MarkAttribute))]
    [InlineData(typeof(InAttribute))]
    [InlineData(typeof(Field))]
    [InlineData(typeof(Argument))]
    [InlineData(typeof(Element))]
    [InlineData(typeof(Property))]
    [InlineData(typeof(Returned))]
    [InlineData(typeof(Parameter))]
    [InlineData(typeof(Created))]
    [InlineData(typeof(Called))]
    [InlineData(typeof(CalledArgument))]
    [InlineData(typeof(Caught))]
    [InlineData(typeof(Local))]
    [InlineData(typeof(Named))]
    [InlineData(typeof(InLambda))]
    [InlineData(typeof(InNested))]
    [InlineData(typeof(InIterator))]
    public void A_reference_is_seen(Type type) => Assert.Contains(type.FullName!, Found);

    [Fact]
    public void What_is_not_referred_to_is_not_seen() => Assert.DoesNotContain(typeof(Stranger).FullName!, Found);

    private static HashSet<string> FindIn(Type type)
    {
        var module = ModuleDefinition.ReadModule(type.Assembly.Location);
        return [.. TypeReferences.Of(module.GetType(type.FullName)).Select(reference => reference.FullName)];
    }
}
