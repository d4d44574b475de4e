namespace LiveBoard.Api;

/// <summary>Who may call an endpoint. Every endpoint declares one; a test lists those that have none.</summary>
public sealed record EndpointPolicy(string Name)
{
    /// <summary>Anybody, without signing in: liveness and the pages' own files.</summary>
    public const string Public = "public";

    /// <summary>Whoever may see boards.</summary>
    public const string Viewer = "viewer";

    /// <summary>Officers who work on alerts and see dossiers.</summary>
    public const string Officer = "officer";

    /// <summary>Systems that send events.</summary>
    public const string Source = "source";

    /// <summary>Whoever runs the service and keeps its reference data.</summary>
    public const string Operator = "operator";
}

internal static class EndpointPolicyExtensions
{
    public static TBuilder RequirePolicy<TBuilder>(this TBuilder builder, string policy)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointPolicy(policy));
}
