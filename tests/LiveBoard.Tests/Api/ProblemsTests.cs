using System.Reflection;
using LiveBoard.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public sealed class ProblemsTests
{
    [Fact]
    public void No_two_answers_share_a_problem_that_both_would_write_into()
    {
        var problems = typeof(Problems).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(ProblemHttpResult)).ToList();
        problems.ShouldNotBeEmpty();
        foreach (var problem in problems)
            ((ProblemHttpResult)problem.GetValue(null)!).ProblemDetails.ShouldNotBeSameAs(((ProblemHttpResult)problem.GetValue(null)!).ProblemDetails, problem.Name);
    }
}
