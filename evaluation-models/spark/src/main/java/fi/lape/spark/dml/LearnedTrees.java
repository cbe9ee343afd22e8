package fi.lape.spark.dml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/** A weighted sum of trees, as plain arrays: small to send and quick to ask. */
final class LearnedTrees implements Learned {
  private static final long serialVersionUID = 1;

  private final double[] weights;
  private final int[] roots;
  private final int[] covariate; // of a node; below 0 for a leaf
  private final double[] value; // threshold of a node, or what a leaf says
  private final int[] left;
  private final int[] right;

  private LearnedTrees(double[] weights, int[] roots, List<double[]> nodes) {
    this.weights = weights;
    this.roots = roots;
    covariate = new int[nodes.size()];
    value = new double[nodes.size()];
    left = new int[nodes.size()];
    right = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      double[] node = nodes.get(i);
      covariate[i] = (int) node[0];
      value[i] = node[1];
      left[i] = (int) node[2];
      right[i] = (int) node[3];
    }
  }

  /**
   * Takes trees over.
   *
   * @param factor everything is multiplied by
   */
  static LearnedTrees of(DecisionTreeRegressionModel[] trees, double[] weights, double factor) {
    double[] scaled = weights.clone();
    int[] roots = new int[trees.length];
    List<double[]> nodes = new ArrayList<>();
    for (int m = 0; m < trees.length; m++) {
      scaled[m] *= factor;
      roots[m] = add(nodes, trees[m].rootNode());
    }
    return new LearnedTrees(scaled, roots, nodes);
  }

  private static int add(List<double[]> nodes, Node node) {
    int place = nodes.size();
    nodes.add(new double[] {-1, node.prediction(), -1, -1});
    if (node instanceof InternalNode split) {
      ContinuousSplit at = (ContinuousSplit) split.split();
      int left = add(nodes, split.leftChild());
      int right = add(nodes, split.rightChild());
      nodes.set(place, new double[] {at.featureIndex(), at.threshold(), left, right});
    }
    return place;
  }

  @Override
  public double at(double[] x) {
    double sum = 0;
    for (int m = 0; m < roots.length; m++) {
      int node = roots[m];
      while (covariate[node] >= 0) {
        node = x[covariate[node]] <= value[node] ? left[node] : right[node];
      }
      sum += weights[m] * value[node];
    }
    return sum;
  }
}
